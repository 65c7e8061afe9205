package dev.offload.shared;

import dev.offload.TaskFunction;
import org.jspecify.annotations.Nullable;

/** A place for one object that tasks share. Each method is atomic. */
public interface Value<T extends @Nullable Object> {
  /** What is there. */
  T get();

  /** Puts something else there. */
  void set(T value);

  /** Puts something else there if what is there equals {@code expected}; returns whether it did. */
  boolean compareAndSet(T expected, T value);

  /** Replaces what is there by what the function makes of it, where it lives and with nobody else at it; returns the new one. */
  T updateAndGet(TaskFunction<T, T> function);
}
