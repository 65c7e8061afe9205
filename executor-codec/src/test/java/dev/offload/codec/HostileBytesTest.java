package dev.offload.codec;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.offload.Task;
import dev.offload.TaskTransferException;
import dev.offload.spi.TaskCall;
import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Bytes that are cut off, of another kind or made up: an error of ours each time, and little memory. */
class HostileBytesTest {
  private static final int MUTATIONS = 20_000;
  private static final long MIB = 1 << 20;

  private final ByteCodec codec = new ByteCodec(CodecOptions.defaults(), HostileBytesTest.class.getClassLoader());

  @Test
  void decode_trailingOrMissingBytes_isAnError() {
    byte[] bytes = codec.encodeResult(List.of("abc", 1));

    assertThrows(TaskTransferException.class, () -> codec.decodeResult(Arrays.copyOf(bytes, bytes.length + 1)));
    assertThrows(TaskTransferException.class, () -> codec.decodeResult(Arrays.copyOf(bytes, bytes.length - 1)));
    assertThrows(TaskTransferException.class, () -> codec.decodeResult(new byte[0]));
  }

  @Test
  void decode_messageOfAnotherKind_isAnError() {
    byte[] result = codec.encodeResult("r");
    byte[] call = codec.encodeCall(new TaskCall.OfCallable<>((Task<Integer>) () -> 1));

    assertThrows(TaskTransferException.class, () -> codec.decodeCall(result));
    assertThrows(TaskTransferException.class, () -> codec.decodeResult(call));
  }

  static Stream<Arguments> sized() {
    Stream<Object> values = Stream.of(new byte[3], new int[3], new long[3], new double[3], new float[3], new char[3], new short[3],
        new boolean[3], new Object[3], new String[3], new ArrayList<>(List.of(1, 2, 3)), new HashMap<>(Map.of(1, 1, 2, 2, 3, 3)),
        BitSet.valueOf(new long[] {1, 2, 3}), new BigInteger(new byte[] {1, 2, 3}), List.of(1, 2, 3));
    return values.map(value -> Arguments.arguments(new Object[] {value}));
  }

  @ParameterizedTest
  @MethodSource("sized")
  void decode_hostileLength_allocatesLittle(Object value) {
    byte[] bytes = codec.encodeResult(value);
    // Kind, class, mark of a new object, length.
    int lengthAt = 3;
    for (byte[] length : new byte[][] {{-1, -1, -1, -1, 7}, {-1, -1, -1, -1, 15}, {-1, -1, -1, 127}, {-1, -1, 3}}) {
      byte[] hostile = Arrays.copyOf(bytes, lengthAt + length.length + bytes.length - lengthAt - 1);
      System.arraycopy(length, 0, hostile, lengthAt, length.length);
      System.arraycopy(bytes, lengthAt + 1, hostile, lengthAt + length.length, bytes.length - lengthAt - 1);

      long allocated = allocatedBy(() -> assertThrows(TaskTransferException.class, () -> codec.decodeResult(hostile)));

      assertTrue(allocated < 4 * MIB, () -> value.getClass() + " made the reader allocate " + allocated + " bytes");
    }
  }

  @Test
  void decode_hostileStringLength_allocatesLittle() {
    byte[] bytes = codec.encodeResult("\u00e4\u00f6");
    byte[] hostile = Arrays.copyOf(bytes, bytes.length + 4);
    System.arraycopy(new byte[] {-1, -1, -1, -1, 7}, 0, hostile, 3, 5);

    long allocated = allocatedBy(() -> assertThrows(TaskTransferException.class, () -> codec.decodeResult(hostile)));

    assertTrue(allocated < 4 * MIB, () -> "allocated " + allocated);
  }

  @Test
  void decode_nestedHostileLengths_allocateNoMoreThanTheMessageIsLong() {
    byte objectArray = codec.encodeResult(new Object[0])[1];
    byte[] hostile = nest(objectArray, 900);

    long allocated = allocatedBy(() -> assertThrows(TaskTransferException.class, () -> codec.decodeResult(hostile)));

    assertTrue(allocated < 64 * MIB, () -> "allocated " + allocated);
  }

  /** Arrays in arrays, each of which asks for as many elements as there are bytes in the message. */
  private byte[] nest(byte objectArray, int depth) {
    byte[] message = new byte[1 << 20];
    message[0] = codec.encodeResult("r")[0];
    int at = 1;
    for (int i = 0; i < depth; i++) {
      // Class, new object, a length of 1,000,000, elements of several classes.
      byte[] level = {objectArray, 1, (byte) 0xC0, (byte) 0x84, 0x3D, 0};
      System.arraycopy(level, 0, message, at, level.length);
      at += level.length;
    }
    return message;
  }

  @Test
  @Timeout(value = 300, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void decode_mutatedMessages_returnOrThrowOurException() {
    Random random = new Random(20_240_229);
    List<byte[]> messages = KindsTest.kinds().map(kind -> codec.encodeResult(kind.value().get())).toList();

    int refused = 0;
    long largest = 0;
    for (int i = 0; i < MUTATIONS; i++) {
      byte[] mutated = mutate(messages.get(random.nextInt(messages.size())), random);
      long before = Memory.allocated();
      try {
        codec.decodeResult(mutated);
      } catch (TaskTransferException expected) {
        refused++;
      }
      largest = Math.max(largest, Memory.allocated() - before);
      codec.decodeFailure(mutated);
    }

    assertTrue(refused > MUTATIONS / 10, "only " + refused + " were found out");
    assertTrue(largest < 64 * MIB, "one message made the reader allocate " + largest + " bytes");
  }

  @Test
  @Timeout(value = 300, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void decode_mutatedCallsAndFailures_returnOrThrowOurException() {
    Random random = new Random(20_240_301);
    List<byte[]> calls = List.of(codec.encodeCall(new TaskCall.OfCallable<>((Task<Integer>) () -> 1)),
        codec.encodeCall(new TaskCall.OfFunction<>(List::size, new ArrayList<>(List.of("a", 2)))),
        codec.encodeCall(new TaskCall.OfBiFunction<>((a, b) -> b, new HashMap<>(Map.of(1, 1)), new int[3])));
    Throwable failure = new IllegalStateException("outer", new IllegalArgumentException("inner"));
    failure.addSuppressed(new OddExceptions.ThrowsInWriteObject());
    byte[] encodedFailure = codec.encodeFailure(failure);

    int refused = 0;
    long largest = 0;
    for (int i = 0; i < MUTATIONS / 4; i++) {
      long before = Memory.allocated();
      try {
        codec.decodeCall(mutate(calls.get(random.nextInt(calls.size())), random));
      } catch (TaskTransferException expected) {
        refused++;
      }
      codec.decodeFailure(mutate(encodedFailure, random));
      largest = Math.max(largest, Memory.allocated() - before);
    }

    assertTrue(refused > MUTATIONS / 40, "only " + refused + " were found out");
    assertTrue(largest < 64 * MIB, "one message made the reader allocate " + largest + " bytes");
  }

  private static byte[] mutate(byte[] message, Random random) {
    byte[] mutated = message.clone();
    int changes = 1 + random.nextInt(4);
    for (int i = 0; i < changes; i++) {
      int at = mutated.length < 2 ? 0 : 1 + random.nextInt(mutated.length - 1);
      switch (random.nextInt(5)) {
        case 0 -> mutated[at] = (byte) random.nextInt();
        case 1 -> mutated[at] ^= (byte) (1 << random.nextInt(8));
        case 2 -> mutated[at] = (byte) 0xFF;
        case 3 -> mutated = Arrays.copyOf(mutated, at + 1);
        default -> {
          byte[] longer = Arrays.copyOf(mutated, mutated.length + 1);
          System.arraycopy(mutated, at, longer, at + 1, mutated.length - at);
          mutated = longer;
        }
      }
    }
    return mutated;
  }

  private static long allocatedBy(Runnable work) {
    long before = Memory.allocated();
    work.run();
    return Memory.allocated() - before;
  }

  /** The message with one text in place of another; Kryo marks the last byte of a text by its highest bit. */
  static byte[] replaceText(byte[] message, String from, String to) {
    byte[] marked = marked(from);
    for (int i = 0; i + marked.length <= message.length; i++) {
      if (Arrays.equals(message, i, i + marked.length, marked, 0, marked.length)) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.write(message, 0, i);
        bytes.writeBytes(marked(to));
        bytes.write(message, i + marked.length, message.length - i - marked.length);
        return bytes.toByteArray();
      }
    }
    throw new AssertionError(from + " is not in the message");
  }

  private static byte[] marked(String text) {
    byte[] bytes = text.getBytes(ISO_8859_1);
    bytes[bytes.length - 1] |= (byte) 0x80;
    return bytes;
  }
}
