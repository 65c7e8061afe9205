package dev.offload.codec;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.offload.TaskTransferException;
import java.io.File;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Messages that are too large or too deep. */
class LimitsTest {
  private final ByteCodec codec = new ByteCodec(CodecOptions.defaults(), LimitsTest.class.getClassLoader());
  private final ByteCodec small = new ByteCodec(CodecOptions.defaults().withMaxBytes(1024), LimitsTest.class.getClassLoader());

  private static final class Node {
    Object next;
  }

  private static Node chain(int length) {
    Node head = new Node();
    for (int i = 1; i < length; i++) {
      Node before = new Node();
      before.next = head;
      head = before;
    }
    return head;
  }

  @Test
  void encode_exactlyMaxBytes_travels() {
    byte[] largest = new byte[1024 - (small.encodeResult(new byte[500]).length - 500)];

    byte[] bytes = small.encodeResult(largest);

    assertEquals(1024, bytes.length);
    assertEquals(largest.length, ((byte[]) small.decodeResult(bytes)).length);
  }

  @Test
  void encode_moreThanMaxBytes_saysSo() {
    Object tooLarge = new Object[] {1, Map.of("data", new byte[1024])};

    TaskTransferException error = assertThrows(TaskTransferException.class, () -> small.encodeResult(tooLarge));

    assertTrue(error.getMessage().startsWith("The result cannot be encoded: result[1][\"data\"] : byte[]. Reason: here the message "
        + "grew larger than maxBytes ("), error.getMessage());
    assertTrue(error.getMessage().contains("maxBytes is 1024"), error.getMessage());
  }

  @Test
  void encode_javaSerialisedPartLargerThanMaxBytes_saysSo() {
    Object tooLarge = new File("x".repeat(3000));

    TaskTransferException error = assertThrows(TaskTransferException.class, () -> small.encodeResult(tooLarge));

    assertTrue(error.getMessage().contains("larger than maxBytes"), error.getMessage());
  }

  @Test
  void decode_moreThanMaxBytes_saysSo() {
    byte[] bytes = codec.encodeResult(new byte[2000]);

    TaskTransferException error = assertThrows(TaskTransferException.class, () -> small.decodeResult(bytes));

    assertTrue(error.getMessage().contains("more than maxBytes = 1024"), error.getMessage());
  }

  @Test
  void encode_depthWithinTheLimit_travels() {
    Node copy = (Node) codec.decodeResult(codec.encodeResult(chain(CodecKryo.MAX_DEPTH - 1)));

    int length = 1;
    for (Node node = copy; node.next != null; node = (Node) node.next) {
      length++;
    }
    assertEquals(CodecKryo.MAX_DEPTH - 1, length);
  }

  @Test
  void encode_linkedListOf100_000_isAnErrorNotACrash() {
    Node deep = chain(100_000);

    TaskTransferException error = assertThrows(TaskTransferException.class, () -> codec.encodeResult(deep));

    assertTrue(error.getMessage().contains("nested too deeply"), error.getMessage());
    assertTrue(error.getMessage().length() < 1000, error.getMessage());
  }

  @Test
  void encode_onASmallStack_isAnErrorNotACrash() throws InterruptedException {
    Node deep = chain(CodecKryo.MAX_DEPTH - 1);
    List<Throwable> thrown = new ArrayList<>();
    Thread thread = new Thread(null, () -> thrown.add(assertThrows(Throwable.class, () -> codec.encodeResult(deep))), "small", 180_000);

    thread.start();
    thread.join();

    assertEquals(TaskTransferException.class, thrown.get(0).getClass());
    assertTrue(thrown.get(0).getMessage().contains("nested too deeply"), thrown.get(0).getMessage());
  }

  @Test
  void encode_outOfMemory_saysSo() throws Exception {
    Process child = new ProcessBuilder(System.getProperty("java.home") + "/bin/java", "-Xmx48m", "-cp",
        System.getProperty("java.class.path"), SmallHeap.class.getName()).redirectErrorStream(true).start();

    String output = new String(child.getInputStream().readAllBytes(), ISO_8859_1);

    assertTrue(output.startsWith("The result cannot be encoded: result[1] : long[]. Reason: memory ran out (the heap is limited to 48"),
        output);
    assertTrue(output.contains(" bytes so far"), output);
  }

  @Test
  void encode_outOfSomethingElseThanHeap_saysOfWhat() {
    Object value = new Hungry();

    TaskTransferException e = assertThrows(TaskTransferException.class, () -> codec.encodeResult(value));

    assertTrue(e.getMessage().contains("ran out of something that is not its heap (Metaspace)"), e.getMessage());
    assertFalse(e.getMessage().contains("raise the heap"), e.getMessage());
    assertEquals(OutOfMemoryError.class, e.getCause().getClass());
  }

  private static final class Hungry implements Serializable {
    private static final long serialVersionUID = 1L;

    private void writeObject(ObjectOutputStream out) {
      throw new OutOfMemoryError("Metaspace");
    }
  }

  /** A JVM with a heap in which the objects fit, but not their bytes as well. */
  static final class SmallHeap {
    public static void main(String[] arguments) {
      long[] numbers = new long[4_000_000];
      Arrays.fill(numbers, Long.MIN_VALUE);
      try {
        new Codec(CodecOptions.defaults(), SmallHeap.class.getClassLoader()).encodeResult(new Object[] {1, numbers});
      } catch (TaskTransferException e) {
        System.out.println(e.getMessage());
      }
    }
  }

  @Test
  void encode_afterALargeMessage_givesTheSameBytes() {
    byte[] before = codec.encodeResult(List.of("a", "b"));

    codec.decodeResult(codec.encodeResult("x".repeat(5 << 20)));

    assertArrayEquals(before, codec.encodeResult(List.of("a", "b")));
  }
}
