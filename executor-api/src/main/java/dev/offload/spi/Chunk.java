package dev.offload.spi;

import dev.offload.TaskOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.concurrent.locks.LockSupport;
import java.util.function.ObjIntConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Consecutive elements of one map that were handed in together, and what became of each. The first outcome of an element counts (rule S1).
 * Any thread may settle them; one takes them.
 */
final class Chunk<T extends @Nullable Object> {
  /** The value null. */
  private static final Object NULL = new Object();
  private static final Object CANCELLED = new Object();
  private static final Object TAKEN = new Object();
  private static final int NOBODY = -1;
  private static final int MANY_JOBS = 16;

  private final long firstNumber;
  private final Origin<T> origin;
  private final AtomicReferenceArray<@Nullable Object> outcomes;
  private volatile int awaited = NOBODY;
  private volatile @Nullable Thread taker;

  // Of the thread that takes.
  private int left;

  // Guarded by this.
  private final List<Job<?>> jobs = new ArrayList<>(1);
  private boolean cancelled;

  /**
   * What the elements of one map have in common.
   *
   * @param site where they were submitted
   * @param onSettled is told of each that has its outcome
   */
  record Origin<T extends @Nullable Object>(TaskOptions options, SubmitSite site, ObjIntConsumer<Chunk<T>> onSettled) {}

  /** Makes one of {@code size} elements, the first of which is the task with the number {@code firstNumber}. */
  Chunk(long firstNumber, int size, Origin<T> origin) {
    this.firstNumber = firstNumber;
    this.origin = origin;
    this.outcomes = new AtomicReferenceArray<>(size);
    this.left = size;
  }

  int size() {
    return outcomes.length();
  }

  long number(int index) {
    return firstNumber + index;
  }

  String name(int index) {
    return origin.options().name().orElseGet(() -> "task-" + number(index));
  }

  /** Tells whether the element has no outcome yet. */
  boolean isOpen(int index) {
    return outcomes.get(index) == null;
  }

  void succeed(int index, T value) {
    settle(index, value == null ? NULL : value);
  }

  void fail(int index, Throwable failure) {
    Throwable own;
    try {
      own = Failures.forFuture(failure, name(index), origin.site());
    } catch (Throwable e) {
      // Of want of memory: as it is, it says enough.
      own = failure;
    }
    settle(index, new Failed(own));
  }

  void cancel(int index) {
    settle(index, CANCELLED);
  }

  void cancelAll() {
    for (int index = 0; index < size(); index++) {
      if (isOpen(index)) {
        cancel(index);
      }
    }
  }

  /** How many have no outcome, or were cancelled. */
  int unfinished() {
    int count = 0;
    for (int index = 0; index < size(); index++) {
      Object outcome = outcomes.get(index);
      count += outcome == null || outcome == CANCELLED ? 1 : 0;
    }
    return count;
  }

  /** Waits until the element has its outcome. */
  void await(int index) throws InterruptedException {
    if (!isOpen(index)) {
      return;
    }
    taker = Thread.currentThread();
    awaited = index;
    try {
      while (isOpen(index)) {
        if (Thread.interrupted()) {
          throw new InterruptedException("interrupted while waiting for task \"" + name(index) + "\"");
        }
        LockSupport.park(this);
      }
    } finally {
      awaited = NOBODY;
    }
  }

  /** Takes the outcome out: from now on nobody here holds it (rule R7). */
  Taken<T> take(int index) {
    left--;
    return new Taken<>(this, index, outcomes.getAndSet(index, TAKEN));
  }

  /** Tells whether every element was taken. */
  boolean isTaken() {
    return left == 0;
  }

  /** One job more is to run elements of it; false if none is to. */
  synchronized boolean tryAdd(Job<?> job) {
    if (jobs.size() >= MANY_JOBS) {
      jobs.removeIf(Job::isDone);
    }
    return !cancelled && jobs.add(job);
  }

  /** No more of it is to begin; returns the jobs that may be at it. */
  synchronized List<Job<?>> abandon() {
    cancelled = true;
    return List.copyOf(jobs);
  }

  /** The only element ends as the job that was made for it. */
  void settleAs(Promise<T> job) {
    switch (job.status()) {
      case SUCCEEDED -> succeed(0, job.resultNow());
      // It is ready for a future, and this is the only one that has it.
      case FAILED -> settle(0, new Failed(job.exceptionNow()));
      default -> cancel(0);
    }
  }

  private void settle(int index, Object outcome) {
    if (outcomes.compareAndSet(index, null, outcome)) {
      if (awaited == index) {
        LockSupport.unpark(taker);
      }
      origin.onSettled().accept(this, index);
    }
  }

  private record Failed(Throwable failure) {}

  /** An element that was taken. */
  record Taken<T extends @Nullable Object>(Chunk<T> chunk, int index, @Nullable Object outcome) {
    String name() {
      return chunk.name(index);
    }

    boolean isCancelled() {
      return outcome == CANCELLED;
    }

    /** What it threw; null if it did not. */
    @Nullable Throwable failure() {
      return outcome instanceof Failed failed ? failed.failure() : null;
    }

    /** What it returned. */
    @SuppressWarnings("unchecked")
    T value() {
      return (T) (outcome == NULL ? null : outcome);
    }
  }
}
