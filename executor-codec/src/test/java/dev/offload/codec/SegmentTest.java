package dev.offload.codec;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.offload.Task;
import dev.offload.TaskTransferException;
import dev.offload.spi.TaskCall;
import java.io.Serializable;
import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Large arrays of primitives, which travel beside the message and not in it. */
class SegmentTest {
  private static final int LEAST = Encoded.LEAST_SEGMENT_BYTES;

  private final Codec codec = new Codec(CodecOptions.defaults(), SegmentTest.class.getClassLoader());

  private record Holder(String name, int[] numbers) {}

  static Stream<Arguments> types() {
    return Stream.of(Arguments.of(byte.class, 1), Arguments.of(boolean.class, 1), Arguments.of(short.class, 2), Arguments.of(char.class, 2),
        Arguments.of(int.class, 4), Arguments.of(float.class, 4), Arguments.of(long.class, 8), Arguments.of(double.class, 8));
  }

  @ParameterizedTest(name = "{0}[]")
  @MethodSource("types")
  @DisplayName("R1: arrays of each primitive type arrive as they were, a segment from 64 KiB on and inline below")
  void array_aroundTheThreshold_arrivesAsItWas(Class<?> type, int elementBytes) {
    int threshold = LEAST / elementBytes;
    for (int length : new int[] {0, 1, threshold - 1, threshold, threshold + 1, 3 * threshold + 7}) {
      Object array = filled(type, length);

      Encoded message = codec.encodeResult(array);
      Object copy = codec.decodeResult(message);

      assertEquals(length >= threshold ? List.of(length * elementBytes) : List.of(),
          message.segments().stream().map(segment -> segment.length).toList());
      assertTrue(Arrays.deepEquals(new Object[] {array}, new Object[] {copy}), () -> type + "[" + length + "] has changed");
      assertNotSame(array, copy);
    }
  }

  /** Also with what a conversion might lose: all bits of a byte, negative numbers, what is no number. */
  static Object filled(Class<?> type, int length) {
    Object array = Array.newInstance(type, length);
    for (int i = 0; i < length; i++) {
      int number = (i * 31 + (i >> 8)) * (i % 2 == 0 ? 1 : -1_000_003);
      Object element = type == byte.class ? (Object) (byte) number
          : type == boolean.class ? (Object) (number % 3 == 0)
          : type == short.class ? (Object) (short) number
          : type == char.class ? (Object) (char) number
          : type == int.class ? (Object) number
          : type == float.class ? (Object) (i % 100 == 7 ? Float.NaN : number / 3f)
          : type == long.class ? (Object) (number * 0x1_0000_0001L)
          : (Object) (i % 100 == 7 ? -0.0 : number / 3.0);
      Array.set(array, i, element);
    }
    return array;
  }

  @Test
  void array_metTwice_isOneSegmentAndOneArray() {
    byte[] shared = new byte[LEAST];
    Map<String, Object> value = new HashMap<>(Map.of("a", shared, "b", List.of(shared)));

    Encoded message = codec.encodeResult(value);
    Map<?, ?> copy = (Map<?, ?>) codec.decodeResult(message);

    assertEquals(1, message.segments().size());
    assertSame(copy.get("a"), ((List<?>) copy.get("b")).get(0));
  }

  @Test
  void arrays_nestedInOtherObjects_arriveInTheirPlaces() throws Exception {
    int[] numbers = (int[]) filled(int.class, LEAST);
    long[][] table = {(long[]) filled(long.class, LEAST), {1, 2}, null, (long[]) filled(long.class, 2 * LEAST)};
    double[] captured = (double[]) filled(double.class, LEAST);
    Task<double[]> lambda = () -> captured;
    List<Object> value = new ArrayList<>(Arrays.asList(new Holder("h", numbers), table, lambda, new byte[LEAST], "end"));

    Encoded message = codec.encodeResult(value);
    List<?> copy = (List<?>) codec.decodeResult(message);

    assertEquals(5, message.segments().size());
    assertArrayEquals(numbers, ((Holder) copy.get(0)).numbers());
    assertTrue(Arrays.deepEquals(table, (long[][]) copy.get(1)));
    assertArrayEquals(captured, (double[]) ((Task<?>) copy.get(2)).call());
    assertEquals("end", copy.get(4));
  }

  private static final class WritesItself implements Serializable {
    private static final long serialVersionUID = 1L;

    private final byte[] bytes;

    WritesItself(byte[] bytes) {
      this.bytes = bytes;
    }

    private Object readResolve() {
      return new WritesItself(bytes);
    }
  }

  @Test
  void array_inAnObjectThatGoesByJavaSerialization_isASegmentToo() {
    byte[] bytes = (byte[]) filled(byte.class, LEAST + 1);

    Encoded message = codec.encodeResult(new WritesItself(bytes));

    assertEquals(1, message.segments().size());
    assertArrayEquals(bytes, ((WritesItself) codec.decodeResult(message)).bytes);
  }

  @Test
  @DisplayName("C6: what is changed after the encoding is not seen, also not in a large array")
  void call_whoseArrayIsChangedLater_isASnapshot() throws Exception {
    byte[] bytes = new byte[LEAST];
    double[] doubles = new double[LEAST];
    TaskCall<Boolean> call = new TaskCall.OfBiFunction<>((byte[] a, double[] b) -> a[0] == 0 && b[0] == 0, bytes, doubles);

    Encoded message = codec.encodeCall(call);
    bytes[0] = 1;
    doubles[0] = 1;

    assertEquals(true, codec.decodeCall(message).call());
  }

  @Test
  void result_encoded_isACopyUnlessItIsLent() {
    byte[] bytes = new byte[LEAST];

    assertNotSame(bytes, codec.encodeResult(bytes).segments().get(0));
    assertSame(bytes, codec.encodeLentResult(bytes).segments().get(0));
    assertNotSame(bytes, codec.encodeResult(bytes).segments().get(0), "it was lent for one message only");
  }

  @Test
  void segment_decoded_isTheArrayItself() {
    Encoded message = codec.encodeResult(new byte[LEAST]);

    assertSame(message.segments().get(0), codec.decodeResult(message));
  }

  @Test
  void segments_togetherWithTheRest_areWithinMaxBytes() {
    int most = 4 * LEAST;
    Codec small = new Codec(CodecOptions.defaults().withMaxBytes(most), SegmentTest.class.getClassLoader());
    int overhead = (int) small.encodeResult(new Object[] {new byte[LEAST], "", new byte[LEAST]}).length() - 2 * LEAST;

    Encoded largest = small.encodeResult(new Object[] {new byte[LEAST], "", new byte[most - LEAST - overhead]});

    assertEquals(most, largest.length());
    small.decodeResult(largest);
    for (Object tooLarge : new Object[] {new Object[] {new byte[LEAST], "", new byte[most - LEAST - overhead + 1]},
        new Object[] {new byte[LEAST], "b", new byte[most - LEAST - overhead]},
        new Object[] {new byte[LEAST], new byte[most - LEAST - overhead], "x".repeat(overhead)}, new long[LEAST]}) {
      TaskTransferException e = assertThrows(TaskTransferException.class, () -> small.encodeResult(tooLarge));
      assertTrue(e.getMessage().contains("larger than maxBytes"), e.getMessage());
    }
  }

  @Test
  void array_overMaxBytes_isNamedAndTakesNoMemory() {
    Codec small = new Codec(CodecOptions.defaults().withMaxBytes(1 << 20), SegmentTest.class.getClassLoader());
    Object tooLarge = new Object[] {1, Map.of("data", new int[50 << 20])};
    // The first time loads what errors are made of.
    assertThrows(TaskTransferException.class, () -> small.encodeResult(tooLarge));

    long before = Memory.allocated();
    TaskTransferException e = assertThrows(TaskTransferException.class, () -> small.encodeResult(tooLarge));
    long taken = Memory.allocated() - before;

    assertTrue(e.getMessage().startsWith("The result cannot be encoded: result[1][\"data\"] : int[]. Reason: here the message grew "
        + "larger than maxBytes ("), e.getMessage());
    assertTrue(taken < 4 << 20, "took " + taken + " bytes to say no");
  }

  @Test
  void codec_afterASegmentThatDidNotFit_goesOn() {
    Codec small = new Codec(CodecOptions.defaults().withMaxBytes(2 * LEAST), SegmentTest.class.getClassLoader());
    for (int i = 0; i < 20; i++) {
      assertThrows(TaskTransferException.class, () -> small.encodeResult(new Object[] {new byte[LEAST], new byte[LEAST]}));

      Encoded message = small.encodeResult(new byte[2 * LEAST - 100]);

      assertEquals(2 * LEAST - 100, ((byte[]) small.decodeResult(message)).length);
    }
  }
}
