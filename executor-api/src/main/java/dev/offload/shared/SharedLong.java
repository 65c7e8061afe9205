package dev.offload.shared;

import dev.offload.TaskFunction;

/** A number that tasks share. Each method is atomic. */
public interface SharedLong {
  /** The number. */
  long get();

  /** Sets it. */
  void set(long value);

  /** Adds, and returns the sum. */
  long addAndGet(long amount);

  /** Adds 1, and returns the sum. */
  default long incrementAndGet() {
    return addAndGet(1);
  }

  /** Subtracts 1, and returns the difference. */
  default long decrementAndGet() {
    return addAndGet(-1);
  }

  /** Sets it to {@code value} if it is {@code expected}; returns whether it was. */
  boolean compareAndSet(long expected, long value);

  /** Sets it to what the function makes of it, where it lives; returns the new number. */
  long updateAndGet(TaskFunction<Long, Long> function);
}
