package dev.offload.codec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.offload.TaskTransferException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Segments that are not those that the message was made with. */
class HostileSegmentTest {
  private static final int MUTATIONS = 20_000;
  private static final int LEAST = Encoded.LEAST_SEGMENT_BYTES;
  private static final long MIB = 1 << 20;

  private final Codec codec = new Codec(CodecOptions.defaults(), HostileSegmentTest.class.getClassLoader());

  static Stream<Arguments> tables() {
    byte[] segment = new byte[LEAST];
    return Stream.of(
        Arguments.of("none", List.of(), "a segment too few"),
        Arguments.of("one too few", List.of(segment), "a segment too few"),
        Arguments.of("one too many", List.of(segment, segment.clone(), segment.clone()), "1 segments too many"),
        Arguments.of("half an element", List.of(segment, new byte[LEAST + 4]), "a segment of 65540 bytes"),
        Arguments.of("one too short", List.of(segment, new byte[8]), "a segment of 8 bytes"),
        Arguments.of("an empty one", List.of(segment, new byte[0]), "a segment of 0 bytes"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("tables")
  void decode_withOtherSegments_isAnError(String name, List<byte[]> segments, String problem) {
    byte[] inline = codec.encodeResult(new Object[] {new byte[LEAST], new long[LEAST]}).inline();

    TaskTransferException e = assertThrows(TaskTransferException.class, () -> codec.decodeResult(new Encoded(inline, segments)));

    assertTrue(e.getMessage().contains(problem), e.getMessage());
  }

  @Test
  void decode_segmentsOfAMessageThatHasNone_isAnError() {
    for (Object value : new Object[] {null, "text", new byte[3]}) {
      byte[] inline = codec.encodeResult(value).inline();

      assertThrows(TaskTransferException.class, () -> codec.decodeResult(new Encoded(inline, List.of(new byte[LEAST]))));
    }
  }

  @Test
  void decode_ofSegmentsOverMaxBytes_isAnError() {
    Codec small = new Codec(CodecOptions.defaults().withMaxBytes(3 * LEAST), HostileSegmentTest.class.getClassLoader());
    Encoded message = codec.encodeResult(new Object[] {new byte[2 * LEAST], new byte[LEAST]});

    TaskTransferException e = assertThrows(TaskTransferException.class, () -> small.decodeResult(message));

    assertTrue(e.getMessage().contains("more than maxBytes"), e.getMessage());
  }

  @Test
  @Timeout(value = 300, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void decode_mutatedMessagesWithSegments_returnOrThrowOurException() {
    Random random = new Random(20_261_121);
    byte[] shared = new byte[LEAST];
    Encoded good = codec.encodeResult(new ArrayList<>(List.of(shared, Map.of("a", shared, "b", new double[LEAST / 8]),
        new boolean[][] {new boolean[LEAST], {true}}, new int[9], new char[LEAST])));
    int refused = 0;
    long largest = 0;

    for (int i = 0; i < MUTATIONS; i++) {
      Encoded mutated = mutate(good, random);
      long before = Memory.allocated();
      try {
        codec.decodeResult(mutated);
      } catch (TaskTransferException expected) {
        refused++;
      }
      largest = Math.max(largest, Memory.allocated() - before);
    }

    assertTrue(refused > MUTATIONS / 10, "only " + refused + " were found out");
    // What is not a byte[] is converted, so that it is there twice.
    assertTrue(largest < 2 * good.length() + 8 * MIB, "one message made the reader allocate " + largest + " bytes");
    assertEquals(4, good.segments().size());
  }

  private static Encoded mutate(Encoded message, Random random) {
    byte[] inline = message.inline().clone();
    List<byte[]> segments = message.segments().stream().collect(Collectors.toCollection(ArrayList::new));
    switch (random.nextInt(6)) {
      case 0 -> segments.remove(random.nextInt(segments.size()));
      case 1 -> segments.add(random.nextInt(segments.size()), new byte[random.nextInt(2 * LEAST)]);
      case 2 -> segments.add(segments.remove(0));
      case 3 -> segments.set(random.nextInt(segments.size()), Arrays.copyOf(message.segments().get(0), random.nextInt(2 * LEAST)));
      default -> {
        for (int i = random.nextInt(3); i >= 0; i--) {
          inline[1 + random.nextInt(inline.length - 1)] = random.nextBoolean() ? 0 : (byte) random.nextInt();
        }
      }
    }
    return new Encoded(inline, segments);
  }
}
