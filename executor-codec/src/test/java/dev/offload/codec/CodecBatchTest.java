package dev.offload.codec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.offload.TaskBiFunction;
import dev.offload.TaskFunction;
import dev.offload.TaskTransferException;
import dev.offload.spi.TaskCall;
import java.net.Socket;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Arguments and results of elements that travel together, each by itself. */
class CodecBatchTest {
  private final Codec codec = new Codec(CodecOptions.defaults().withMaxBytes(1 << 20), CodecBatchTest.class.getClassLoader());
  private final List<byte[]> encoded = new ArrayList<>();

  /** A value that is written with the name of its class. */
  private record Point(int x, int y) {}

  @Test
  @DisplayName("M4: the code goes once, and the arguments of each element come back by themselves, in any order")
  void arguments_ofManyElements_comeBackOneByOne() throws Exception {
    TaskFunction<Point, Integer> sum = point -> point == null ? -1 : point.x() + point.y();
    try (CodecBatch batch = codec.openBatch()) {
      for (Point point : Arrays.asList(new Point(1, 2), null, new Point(3, 4))) {
        assertTrue(batch.tryEncodeArguments(new TaskCall.OfFunction<>(sum, point), this::keep));
      }
      DecodedCode code = codec.decodeCode(codec.encodeCode(new TaskCall.OfFunction<>(sum, null)));

      List<Object> values = new ArrayList<>();
      for (int index : List.of(2, 0, 1)) {
        values.add(batch.decodeCall(code, encoded.get(index), 1, encoded.get(index).length - 2).call());
      }

      assertEquals(List.of(7, 3, -1), values);
    }
  }

  @Test
  void arguments_ofTwoInputs_comeBack() throws Exception {
    TaskBiFunction<String, Integer, String> repeat = String::repeat;
    TaskCall<String> call = new TaskCall.OfBiFunction<>(repeat, "ab", 2);
    try (CodecBatch batch = codec.openBatch()) {
      assertTrue(batch.tryEncodeArguments(call, this::keep));

      TaskCall<?> decoded = batch.decodeCall(codec.decodeCode(codec.encodeCode(call)), encoded.get(0), 1, encoded.get(0).length - 2);

      assertEquals("abab", decoded.call());
    }
  }

  @Test
  @DisplayName("C5: an argument that cannot travel is refused with its path, and the next one is not harmed")
  void argument_thatCannotTravel_costsItselfAlone() {
    TaskFunction<Object, String> text = Object::toString;
    try (CodecBatch batch = codec.openBatch()) {
      TaskTransferException refusal = assertThrows(TaskTransferException.class,
          () -> batch.tryEncodeArguments(new TaskCall.OfFunction<>(text, List.of("a", new Socket())), this::keep));
      assertTrue(refusal.getMessage().contains("task.argument[1] : java.net.Socket"), refusal.getMessage());

      assertTrue(batch.tryEncodeArguments(new TaskCall.OfFunction<>(text, List.of("a", "b")), this::keep));
      assertEquals(1, encoded.size());
    }
  }

  @Test
  @DisplayName("R4: results come back one by one, null too; a large array has to travel in another way")
  void results_comeBackOneByOne() {
    try (CodecBatch batch = codec.openBatch()) {
      assertTrue(batch.tryEncodeResult(new Point(5, 6), this::keep));
      assertFalse(batch.tryEncodeResult(new byte[Encoded.LEAST_SEGMENT_BYTES], this::keep));
      assertTrue(batch.tryEncodeResult(null, this::keep));

      assertEquals(2, encoded.size());
      assertEquals(new Point(5, 6), batch.decodeResult(encoded.get(0), 1, encoded.get(0).length - 2));
      assertEquals(null, batch.decodeResult(encoded.get(1), 1, encoded.get(1).length - 2));
    }
  }

  @Test
  @DisplayName("E6: bytes that are no part are refused, and the next ones are not harmed")
  void bytes_thatAreNoPart_areRefused() {
    try (CodecBatch batch = codec.openBatch()) {
      assertTrue(batch.tryEncodeResult("right", this::keep));
      byte[] right = encoded.get(0);

      assertThrows(TaskTransferException.class, () -> batch.decodeResult(new byte[] {99, 99, 99}, 0, 3));
      assertThrows(TaskTransferException.class, () -> batch.decodeResult(right, 1, right.length - 3));
      assertThrows(TaskTransferException.class, () -> batch.decodeResult(right, 1, right.length - 1));
      assertThrows(TaskTransferException.class, () -> codec.decodeCode(codec.encodeResult("no code")));

      assertEquals("right", batch.decodeResult(right, 1, right.length - 2));
    }
  }

  /** With a byte ahead and one behind, which are not to be touched. */
  private void keep(byte[] bytes, int offset, int length) {
    byte[] kept = new byte[length + 2];
    System.arraycopy(bytes, offset, kept, 1, length);
    encoded.add(kept);
  }
}
