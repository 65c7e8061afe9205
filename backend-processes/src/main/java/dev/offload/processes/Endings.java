package dev.offload.processes;

import dev.offload.TaskTransferException;
import dev.offload.codec.Codec;
import dev.offload.codec.Encoded;
import dev.offload.processes.wire.Frame;
import dev.offload.processes.wire.FrameType;
import dev.offload.spi.Ended;
import dev.offload.spi.Job;
import java.util.ArrayList;
import java.util.List;
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
    return Ended.returned(job, ranNanos, () -> {
      if (frame.lost()) {
        throw lost();
      }
      return (T) codec.decodeResult(new Encoded(frame.body(), frame.segments()));
    });
  }

  private static TaskTransferException lost() {
    return new TaskTransferException("the result does not fit into the free heap of this JVM (at most "
        + (Runtime.getRuntime().maxMemory() >> 20) + " MiB); raise -Xmx or return less", null);
  }
}
