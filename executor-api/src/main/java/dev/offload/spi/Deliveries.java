package dev.offload.spi;

import com.google.common.base.Throwables;
import java.util.ArrayDeque;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Jobs on their way to one worker. Two threads may act on two decisions in the other order than they were made, and jobs have to come in
 * the order of the decisions (rule C7): so whichever thread is first hands over what there is, and the other has nothing left to do.
 */
final class Deliveries {
  // Guarded by this.
  private final ArrayDeque<List<Job<?>>> batches = new ArrayDeque<>(4);
  private boolean delivering;

  /** The worker is to get these behind all others; {@link #deliver} follows. Called in the order of the decisions. */
  synchronized void add(List<Job<?>> batch) {
    batches.add(batch);
  }

  /**
   * Hands over what was added, unless another call is at that: it does it for this one too.
   *
   * @param receiver called by one thread at a time, with no lock held; the same in each call
   */
  void deliver(Consumer<? super List<Job<?>>> receiver) {
    Throwable trouble = null;
    for (List<Job<?>> batch = first(); batch != null; batch = next()) {
      try {
        receiver.accept(batch);
      } catch (Throwable e) {
        // It must not keep those behind it back.
        trouble = trouble == null ? e : trouble;
      }
    }
    if (trouble != null) {
      Throwables.throwIfUnchecked(trouble);
      throw new IllegalStateException("a worker threw what it cannot", trouble);
    }
  }

  private synchronized @Nullable List<Job<?>> first() {
    return delivering ? null : next();
  }

  private synchronized @Nullable List<Job<?>> next() {
    List<Job<?>> batch = batches.poll();
    delivering = batch != null;
    return batch;
  }
}
