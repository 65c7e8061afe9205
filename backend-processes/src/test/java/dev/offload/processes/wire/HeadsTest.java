package dev.offload.processes.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The short structured part of a frame: what was written comes back, and nothing else is believed. */
class HeadsTest {
  private interface Reading {
    Object from(byte[] head) throws WireException;
  }

  @Test
  void heads_comeBackAsTheyWere() throws WireException {
    TaskHead task = new TaskHead(511, 3, 2, "a task");
    ProgressHead progress = new ProgressHead(0.5, "half");
    StackHead stack = new StackHead(List.of(new StackTraceElement("a.B", "c", "B.java", 3), new StackTraceElement("D", "e", null, -2)));

    assertEquals(task, TaskHead.from(task.toBytes()));
    assertEquals("task-7", TaskHead.from(new TaskHead(7, 1, 0, "").toBytes()).name());
    assertEquals(Long.MAX_VALUE, EndHead.from(new EndHead(Long.MAX_VALUE).toBytes()).ranNanos());
    assertEquals(progress, ProgressHead.from(progress.toBytes()));
    assertEquals(stack, StackHead.from(stack.toBytes()));
    assertEquals(new StackHead(List.of()), StackHead.from(StackHead.of(new StackTraceElement[0]).toBytes()));
  }

  static Stream<Arguments> hostile() {
    byte[] task = new TaskHead(1, 1, 0, "a task").toBytes();
    byte[] progress = new ProgressHead(0.5, "half").toBytes();
    byte[] stack = StackHead.of(new Throwable().getStackTrace()).toBytes();
    return Stream.of(
        head("an attempt before the first", TaskHead::from, withInt(task, 8, 0)),
        head("a class loader before the first", TaskHead::from, withInt(task, 12, -1)),
        head("a task that is cut off", TaskHead::from, Arrays.copyOf(task, 15)),
        head("an end before the beginning", EndHead::from, withLong(new EndHead(0).toBytes(), -1)),
        head("an end that is cut off", EndHead::from, new byte[7]),
        head("bytes behind an end", EndHead::from, new byte[9]),
        head("progress that is no number", ProgressHead::from, withLong(progress, Double.doubleToLongBits(Double.NaN))),
        head("progress below 0", ProgressHead::from, withLong(progress, Double.doubleToLongBits(-0.1))),
        head("progress above 1", ProgressHead::from, withLong(progress, Double.doubleToLongBits(Double.POSITIVE_INFINITY))),
        head("a note that is no UTF-8", ProgressHead::from, ByteBuffer.allocate(11).putDouble(1).put(new byte[] {0, 1, -1}).array()),
        head("bytes behind progress", ProgressHead::from, Arrays.copyOf(progress, progress.length + 1)),
        head("no stack", StackHead::from, new byte[0]),
        head("a stack that is cut off", StackHead::from, Arrays.copyOf(stack, stack.length - 1)),
        head("bytes behind a stack", StackHead::from, Arrays.copyOf(stack, stack.length + 1)),
        head("a stack of too many calls", StackHead::from, endlessStack()));
  }

  private static Arguments head(String name, Reading reading, byte[] head) {
    return Arguments.of(name, reading, head);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("hostile")
  void head_thatCannotBe_isAWireException(String name, Reading reading, byte[] head) {
    WireException e = assertThrows(WireException.class, () -> reading.from(head));

    assertTrue(e.getMessage().contains("makes no sense"), e.getMessage());
  }

  @Test
  void texts_ofAnyLength_fitIntoAHead() throws WireException {
    String endless = "\u20ac".repeat(70_000);
    StackTraceElement call = new StackTraceElement(endless, endless, endless, 1);
    StackTraceElement[] deep = Collections.nCopies(2_000, call).toArray(StackTraceElement[]::new);

    byte[] stack = StackHead.of(deep).toBytes();

    assertTrue(stack.length < 1 << 20, "a head of " + stack.length + " bytes is refused");
    assertTrue(StackHead.from(stack).frames().size() > 10);
    assertEquals(16_000, TaskHead.from(new TaskHead(0, 1, 0, endless).toBytes()).name().length());
    assertEquals(16_000, ProgressHead.from(new ProgressHead(0, endless).toBytes()).note().length());
  }

  private static byte[] endlessStack() {
    ByteBuffer calls = ByteBuffer.allocate(11 * 1_002);
    for (int i = 0; i < 1_001; i++) {
      calls.put((byte) 1).putShort((short) 0).putShort((short) 0).putShort((short) 0).putInt(0);
    }
    return Arrays.copyOf(calls.array(), calls.position() + 1);
  }

  private static byte[] withInt(byte[] head, int at, int value) {
    return ByteBuffer.wrap(head.clone()).putInt(at, value).array();
  }

  private static byte[] withLong(byte[] head, long value) {
    return ByteBuffer.wrap(head.clone()).putLong(0, value).array();
  }
}
