package dev.offload.spi;

import dev.offload.TaskStatus;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * The elements of a chunk that one job stands for, by their indices in it: a worker runs them one after another, and tells what became of
 * each (rule M4). What it has not begun may be taken back at any time, the last ones first: whoever changes the one word of claims first
 * has decided.
 *
 * @param <T> what each of them returns
 */
public final class Elements<T extends @Nullable Object> {
  private static final int NONE = -1;

  private final Chunk<T> chunk;
  // The next one to begin, and above it the first that must not.
  private final AtomicLong claims = new AtomicLong();

  // Guarded by the dispatcher; the worker that has the job may read the first one.
  private int from;
  private int to;
  private int ended;
  private boolean fixed;

  private Elements(Chunk<T> chunk, int from, int to, boolean fixed) {
    this.chunk = chunk;
    this.from = from;
    this.to = to;
    this.fixed = fixed;
  }

  /** All of a chunk; {@code fixed} says that they are not to be parted. */
  static <T extends @Nullable Object> Elements<T> of(Chunk<T> chunk, boolean fixed) {
    return new Elements<>(chunk, 0, chunk.size(), fixed);
  }

  /** Some of these, for a job of their own. */
  Elements<T> part(int first, int end) {
    return new Elements<>(chunk, first, end, fixed);
  }

  boolean isFixed() {
    return fixed;
  }

  void loosen() {
    fixed = false;
  }

  /** The index of the first one. */
  public int from() {
    return from;
  }

  /** The number of the first one in its executor, as {@link Job#id} is for a task; those of the others follow. */
  public long number() {
    return chunk.number(from);
  }

  /** How many there are, as long as none was taken back. */
  public int count() {
    return to - from;
  }

  /** What errors and contexts call the element: the name from the options, or {@code task-} and its number. */
  public String name(int index) {
    return chunk.name(index);
  }

  /**
   * For a worker of this JVM: begins the next element.
   *
   * @return its index; -1 if there is none left
   */
  public int tryBegin() {
    while (true) {
      long seen = claims.get();
      if (next(seen) >= limit(seen)) {
        return NONE;
      }
      if (claims.compareAndSet(seen, seen + 1)) {
        return next(seen);
      }
    }
  }

  /** The element returned a value. */
  public void succeeded(int index, T value) {
    chunk.succeed(index, value);
  }

  /** The element threw, or could not be run. */
  public void failed(int index, Throwable failure) {
    chunk.fail(index, failure);
  }

  /** The element ended with what {@code decoder} will give, or throw. */
  @SuppressWarnings("unchecked")
  public void settle(int index, Callable<?> decoder) {
    T value;
    try {
      value = (T) decoder.call();
    } catch (Throwable e) {
      failed(index, e);
      return;
    }
    succeeded(index, value);
  }

  /** Takes back those that {@link #tryBegin} has not begun. Returns the index of the first of them. */
  int takeBack() {
    while (true) {
      long seen = claims.get();
      if (claims.compareAndSet(seen, claim(next(seen), next(seen)))) {
        return next(seen);
      }
    }
  }

  /** They go to a worker now. */
  void offer() {
    claims.set(claim(from, to));
  }

  /** How many of them {@link #tryBegin} has begun. */
  int begunHere() {
    return next(claims.get()) - from;
  }

  Chunk<T> chunk() {
    return chunk;
  }

  int to() {
    return to;
  }

  /** The index of the first one of which nothing is known: those before it have ended. */
  int firstOpen() {
    return from + ended;
  }

  void ended(int count) {
    ended += count;
  }

  /** Leaves those from {@code at} on to another job. */
  void endAt(int at) {
    to = at;
  }

  /** Leaves those before {@code at} to another job. */
  void beginAt(int at) {
    from = at;
  }

  /** The job has its outcome: what is still without one shares it. */
  void settleRest(Promise<?> job) {
    for (int index = from; index < to; index++) {
      if (chunk.isOpen(index)) {
        try {
          settle(index, job);
        } catch (Throwable e) {
          // Memory has run out; this takes none, and nobody is to wait for ever (rule E6).
          chunk.cancel(index);
        }
      }
    }
  }

  private void settle(int index, Promise<?> job) {
    if (job.isCancelled()) {
      chunk.cancel(index);
    } else if (job.status() == TaskStatus.FAILED) {
      // No two elements share a throwable (rule R2).
      chunk.fail(index, Objects.requireNonNull(Failures.copyIfAny(job.exceptionNow())));
    } else {
      chunk.fail(index, new IllegalStateException("the worker did not tell what became of " + name(index)));
    }
  }

  private static int next(long claims) {
    return (int) claims;
  }

  private static int limit(long claims) {
    return (int) (claims >>> Integer.SIZE);
  }

  private static long claim(int next, int limit) {
    return (long) limit << Integer.SIZE | next;
  }
}
