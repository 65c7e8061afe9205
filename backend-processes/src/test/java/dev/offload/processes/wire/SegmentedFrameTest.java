package dev.offload.processes.wire;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Frames with segments, as bytes: in any pieces, cut off, and with lengths that cannot be. */
class SegmentedFrameTest {
  private static final int MAX_FRAME_BYTES = 80 << 20;
  private static final int LEAST = Frame.LEAST_SEGMENT_BYTES;
  private static final int MIB = 1 << 20;
  private static final int BODY_AT = Frame.FIXED_BYTES + 4;

  private final Random random = new Random(5);
  private final FrameReader reader = new FrameReader(MAX_FRAME_BYTES);

  private Frame frame(int... segments) {
    return Frame.of(FrameType.TASK_SUCCEEDED, 42, bytes(4), bytes(9), Arrays.stream(segments).mapToObj(this::bytes).toList());
  }

  private byte[] bytes(int length) {
    byte[] bytes = new byte[length];
    random.nextBytes(bytes);
    return bytes;
  }

  /** Lets the reader have the bytes in pieces of at most so many, and takes all frames there are. */
  private List<Frame> read(byte[] bytes, int mostAtOnce) throws WireException {
    List<Frame> frames = new ArrayList<>();
    int at = 0;
    while (at < bytes.length) {
      int length = Math.min(1 + random.nextInt(mostAtOnce), bytes.length - at);
      ByteBuffer piece = ByteBuffer.wrap(bytes, at, length);
      at += length;
      while (piece.hasRemaining()) {
        reader.fill(piece);
        for (Frame frame = reader.next(); frame != null; frame = reader.next()) {
          frames.add(frame);
        }
      }
    }
    return frames;
  }

  private static void assertSameFrame(Frame expected, Frame actual) {
    assertEquals(expected.type(), actual.type());
    assertEquals(expected.id(), actual.id());
    assertArrayEquals(expected.head(), actual.head());
    assertArrayEquals(expected.body(), actual.body());
    assertEquals(expected.segments().size(), actual.segments().size());
    for (int i = 0; i < expected.segments().size(); i++) {
      assertArrayEquals(expected.segments().get(i), actual.segments().get(i));
    }
    assertEquals(expected.length(), actual.length());
  }

  @Test
  void frame_readInAnyPieces_isAsItWas() throws WireException {
    Frame small = Frame.withHead(FrameType.TASK_PROGRESS, 7, bytes(3));
    Frame large = frame(LEAST, 300_000, LEAST + 1, 3 * MIB);
    Frame noBody = Frame.of(FrameType.RUN_TASK, 1, Frame.NOTHING, Frame.NOTHING, List.of(bytes(LEAST)));
    for (int mostAtOnce : new int[] {1, 7, 1_000, 200_000, 10 * MIB}) {
      List<Frame> sent = mostAtOnce == 1 ? List.of(small, frame(LEAST), noBody, small) : List.of(small, large, small, large, noBody, small);

      List<Frame> received = read(wire(sent), mostAtOnce);

      assertEquals(sent.size(), received.size());
      for (int i = 0; i < sent.size(); i++) {
        assertSameFrame(sent.get(i), received.get(i));
      }
      reader.ensureAtBoundary();
    }
  }

  private static byte[] wire(List<Frame> frames) {
    ByteBuffer bytes = ByteBuffer.allocate((int) frames.stream().mapToLong(Frame::length).sum());
    frames.forEach(frame -> bytes.put(Mutation.bytesOf(frame)));
    return bytes.array();
  }

  @Test
  void frame_cutOffAnywhere_isNoFrame() throws WireException {
    byte[] bytes = Mutation.bytesOf(frame(LEAST, 200_000));
    for (int i = 0; i < 200; i++) {
      FrameReader cut = new FrameReader(MAX_FRAME_BYTES);
      ByteBuffer rest = ByteBuffer.wrap(bytes, 0, 1 + random.nextInt(i < 100 ? 40 : bytes.length - 1));
      while (rest.hasRemaining()) {
        cut.fill(rest);
        assertNull(cut.next());
      }

      assertThrows(WireException.class, cut::ensureAtBoundary);
    }
  }

  static Stream<Arguments> lies() {
    int segmentAt = BODY_AT + 4 + 9;
    return Stream.of(
        lie("a body longer than the frame", bytes -> bytes.putInt(BODY_AT, 10_000)),
        lie("a body of negative length", bytes -> bytes.putInt(BODY_AT, -1)),
        lie("a segment longer than the frame", bytes -> bytes.putInt(segmentAt, LEAST + 5)),
        lie("a segment of 2 GiB", bytes -> bytes.putInt(segmentAt, Integer.MAX_VALUE)),
        lie("a segment of negative length", bytes -> bytes.putInt(segmentAt, Integer.MIN_VALUE)),
        lie("a segment that is too short", bytes -> bytes.putInt(segmentAt, LEAST - 1)),
        lie("a segment of no bytes", bytes -> bytes.putInt(segmentAt, 0)),
        lie("bytes behind the last segment", bytes -> bytes.putInt(segmentAt, LEAST + 1)),
        lie("a type that has no segments", bytes -> bytes.put(4, (byte) (128 + FrameType.TASK_FAILED.ordinal()))),
        lie("an unknown type", bytes -> bytes.put(4, (byte) 255)));
  }

  private static Arguments lie(String name, Consumer<ByteBuffer> change) {
    return Arguments.of(name, change);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("lies")
  void frame_thatCannotBe_isRefused(String name, Consumer<ByteBuffer> change) {
    byte[] bytes = Mutation.bytesOf(frame(LEAST + 4));
    change.accept(ByteBuffer.wrap(bytes));

    assertThrows(WireException.class, () -> read(bytes, bytes.length));
  }

  @Test
  void segment_whoseBytesNeverCome_takesLittleMemory() throws WireException {
    ByteBuffer bytes = ByteBuffer.allocate(BODY_AT + 8).putInt(64 * MIB).put((byte) (128 + FrameType.RUN_TASK.ordinal())).putLong(1)
        .putInt(4).putInt(0).putInt(0).putInt(60 * MIB);

    long before = allocated();
    assertEquals(List.of(), read(bytes.array(), bytes.capacity()));
    assertEquals(List.of(), read(new byte[100_000], 100_000));
    long taken = allocated() - before;

    assertTrue(taken < 5 * MIB, "100,000 bytes took " + taken);
  }

  @Test
  void segment_ofAStranger_takesAThirdMoreThanItsLength() throws WireException {
    byte[] bytes = Mutation.bytesOf(frame(64 * MIB));

    long before = allocated();
    List<Frame> frames = read(bytes, 100_000);
    long taken = allocated() - before;

    assertEquals(1, frames.size());
    assertTrue(taken < 64 * MIB * 3L / 2, "64 MiB took " + taken + " bytes");
  }

  private static long allocated() {
    return ((ThreadMXBean) ManagementFactory.getThreadMXBean()).getThreadAllocatedBytes(Thread.currentThread().getId());
  }
}
