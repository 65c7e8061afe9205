package dev.offload.processes;

import dev.offload.TaskTransferException;
import dev.offload.codec.Codec;
import dev.offload.codec.CodecBatch;
import dev.offload.codec.Encoded;
import dev.offload.processes.SentJobs.Part;
import dev.offload.processes.wire.ElementOutcome;
import dev.offload.processes.wire.Frame;
import dev.offload.processes.wire.FrameType;
import dev.offload.processes.wire.WireException;
import dev.offload.spi.Elements;
import dev.offload.spi.Ended;
import dev.offload.spi.Job;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Results and failures that came together, until they are told together: one word for many costs less. For the worker's own thread.
 */
final class Endings {
  private static final int MAX_ENDINGS = 64;
  private static final long MAX_BYTES = 1 << 16;

  private final List<Ended<?>> endings = new ArrayList<>();
  private long bytes;

  /** A job ended, after {@code ranNanos}, with the outcome in the frame. */
  void add(Job<?> job, long ranNanos, Frame frame, Codec codec) {
    endings.add(endOf(job, ranNanos, frame, codec));
    bytes += frame.length();
  }

  /** Elements of a job ended, with the outcomes in the frame. */
  void addElements(Part part, Frame frame) {
    endings.add(elementsOf(part.sent().job(), part, frame));
    bytes += frame.length();
  }

  /** Tells whether there are so many that they should be told before more are read. */
  boolean areMany() {
    return endings.size() >= MAX_ENDINGS || bytes >= MAX_BYTES;
  }

  /** All of them; there are none then. */
  List<Ended<?>> take() {
    List<Ended<?>> taken = List.copyOf(endings);
    endings.clear();
    bytes = 0;
    return taken;
  }

  @SuppressWarnings("unchecked")
  private static <T extends @Nullable Object> Ended<T> endOf(Job<T> job, long ranNanos, Frame frame, Codec codec) {
    if (frame.type() == FrameType.TASK_FAILED) {
      return Ended.threw(job, ranNanos, () -> frame.lost() ? lost() : codec.decodeFailure(frame.body()));
    }
    if (frame.type() == FrameType.CHUNK_ENDED) {
      return Ended.returned(job, ranNanos, () -> null);
    }
    return Ended.returned(job, ranNanos, () -> (T) resultIn(frame, codec));
  }

  private static @Nullable Object resultIn(Frame frame, Codec codec) {
    if (frame.lost()) {
      throw lost();
    }
    return codec.decodeResult(new Encoded(frame.body(), frame.segments()));
  }

  private static <T extends @Nullable Object> Ended<T> elementsOf(Job<T> job, Part part, Frame frame) {
    Elements<T> elements = Objects.requireNonNull(job.elements());
    if (frame.type() == FrameType.ELEMENT_SUCCEEDED) {
      Codec codec = part.sent().world().codec();
      return Ended.elements(job, 1, () -> elements.settle(elements.from() + part.first(), () -> resultIn(frame, codec)));
    }
    return Ended.elements(job, part.count(), () -> settle(elements, part, frame));
  }

  private static <T extends @Nullable Object> void settle(Elements<T> elements, Part part, Frame frame) {
    int first = elements.from() + part.first();
    int end = first + part.count();
    try (CodecBatch batch = part.sent().world().codec().openBatch()) {
      ByteBuffer body = ByteBuffer.wrap(frame.body());
      for (int index = first; index < end; index++) {
        settle(elements, index, outcomeIn(frame, body), batch);
      }
    } catch (Throwable e) {
      for (int index = first; index < end; index++) {
        // Those that have their outcome keep it.
        elements.failed(index, e);
      }
    }
  }

  private static ElementOutcome outcomeIn(Frame frame, ByteBuffer body) throws WireException {
    if (frame.lost()) {
      throw lost();
    }
    return ElementOutcome.from(body);
  }

  private static void settle(Elements<?> elements, int index, ElementOutcome outcome, CodecBatch batch) {
    if (outcome.threw()) {
      int end = outcome.offset() + outcome.length();
      elements.failed(index, batch.decodeFailure(Arrays.copyOfRange(outcome.bytes(), outcome.offset(), end)));
    } else {
      elements.settle(index, () -> batch.decodeResult(outcome.bytes(), outcome.offset(), outcome.length()));
    }
  }

  private static TaskTransferException lost() {
    return new TaskTransferException("the result does not fit into the free heap of this JVM (at most "
        + (Runtime.getRuntime().maxMemory() >> 20) + " MiB); raise -Xmx or return less", null);
  }
}
