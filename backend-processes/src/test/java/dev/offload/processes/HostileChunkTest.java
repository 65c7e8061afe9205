package dev.offload.processes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.offload.MapOptions;
import dev.offload.Results;
import dev.offload.TaskExecutor;
import dev.offload.TaskFailedException;
import dev.offload.WorkerLostException;
import dev.offload.codec.Codec;
import dev.offload.codec.CodecBatch;
import dev.offload.codec.CodecOptions;
import dev.offload.processes.wire.EndHead;
import dev.offload.processes.wire.Frame;
import dev.offload.processes.wire.FrameType;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What a child that has elements of a map may say of them, and what it may not. */
class HostileChunkTest extends StagedTest {
  private static final MapOptions TOGETHER = MapOptions.defaults().withChunkSize(3);
  private static final Codec CODEC = new Codec(CodecOptions.defaults(), HostileChunkTest.class.getClassLoader());

  static Stream<Arguments> lies() {
    return Stream.of(
        lie("ends an element it has not begun", (puppet, chunk) -> puppet.say(outcomes(chunk, 1, 2)), "which have not begun"),
        lie("ends before its elements", (puppet, chunk) -> puppet.say(ended(FrameType.CHUNK_ENDED, chunk)), "which 0 elements have ended"),
        lie("returns as a task does", (puppet, chunk) -> puppet.say(ended(FrameType.TASK_SUCCEEDED, chunk)), "TASK_SUCCEEDED for"),
        lie("tells of no element", (puppet, chunk) -> puppet.say(outcomes(chunk)), "the outcomes of 0 elements"),
        lie("tells half an outcome", (puppet, chunk) -> puppet.say(bytes(chunk, new byte[] {0, 0, 0})), "an outcome of kind"),
        lie("tells a length that is not there", (puppet, chunk) -> puppet.say(bytes(chunk, new byte[] {0, 0, 0, 0, 9})), "9 bytes where 0"),
        lie("tells a negative length", (puppet, chunk) -> puppet.say(bytes(chunk, new byte[] {0, -1, 0, 0, 9})), "an outcome of kind"),
        lie("neither returns nor throws", (puppet, chunk) -> puppet.say(bytes(chunk, new byte[] {2, 0, 0, 0, 0})), "an outcome of kind 2"),
        lie("has no count", (puppet, chunk) -> puppet.say(Frame.of(FrameType.ELEMENTS_ENDED, chunk.id())), "a head of 0 bytes"),
        lie("ends an element of nothing", (puppet, chunk) -> puppet.say(Frame.of(FrameType.ELEMENT_SUCCEEDED, 99)), "does not have"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("lies")
  @DisplayName("M4: a child that lies about a chunk loses the element it has begun, and the others run elsewhere")
  void child_thatLiesAboutAChunk_losesOneElement(String name, Act act, String trouble) throws Exception {
    try (TaskExecutor executor = stage().open(settings -> settings);
        Results<Integer> results = executor.map(TOGETHER, x -> x, List.of(1, 2, 3))) {
      Puppet liar = stage().next();
      Frame chunk = liar.readyForChunk();
      assertTrue(liar.claim(chunk));
      assertEquals(0, liar.beginElement(chunk));
      act.play(liar, chunk);
      assertTrue(liar.trouble().contains("WireException: ") && liar.trouble().contains(trouble), liar.trouble());

      finish(stage().next(), 2, 3);

      TaskFailedException lost = assertThrows(TaskFailedException.class, results::next);
      assertEquals(WorkerLostException.class, lost.getCause().getClass());
      assertEquals(List.of(2, 3), List.of(results.next(), results.next()));
    }
  }

  @Test
  @DisplayName("S1: a word that a chunk has begun is one too many behind the word of an element, and harms nothing")
  void started_behindAnElement_isKnown() throws Exception {
    try (TaskExecutor executor = stage().open(settings -> settings);
        Results<Integer> results = executor.map(TOGETHER, x -> x, List.of(1, 2, 3))) {
      Puppet child = stage().next();
      Frame chunk = child.readyForChunk();
      assertTrue(child.claim(chunk));
      assertEquals(0, child.beginElement(chunk));
      child.say(outcomes(chunk, 1));
      child.say(Frame.of(FrameType.TASK_STARTED, chunk.id()));
      assertEquals(1, child.beginElement(chunk));
      assertEquals(2, child.beginElement(chunk));
      child.say(outcomes(chunk, 2, 3));
      assertEquals(-1, child.beginElement(chunk));
      child.say(ended(FrameType.CHUNK_ENDED, chunk));

      assertEquals(List.of(1, 2, 3), results.toList());
    }
  }

  private static void finish(Puppet honest, int... values) throws Exception {
    Frame chunk = honest.readyForChunk();
    assertTrue(honest.claim(chunk));
    for (int i = 0; i < values.length; i++) {
      assertEquals(i, honest.beginElement(chunk));
    }
    honest.say(outcomes(chunk, values));
    honest.say(ended(FrameType.CHUNK_ENDED, chunk));
  }

  private static Frame ended(FrameType type, Frame chunk) {
    return Frame.withHead(type, chunk.id(), new EndHead(0).toBytes());
  }

  private static Frame outcomes(Frame chunk, int... values) {
    ByteBuffer body = ByteBuffer.allocate(100);
    try (CodecBatch batch = CODEC.openBatch()) {
      for (int value : values) {
        batch.tryEncodeResult(value, (bytes, offset, length) -> body.put((byte) 0).putInt(length).put(bytes, offset, length));
      }
    }
    byte[] used = new byte[body.position()];
    body.flip().get(used);
    return bytes(chunk, used);
  }

  private static Frame bytes(Frame chunk, byte[] body) {
    return Frame.of(FrameType.ELEMENTS_ENDED, chunk.id(), new byte[Integer.BYTES], body);
  }
}
