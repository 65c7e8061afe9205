package dev.offload.shared;

import dev.offload.TaskFunction;

/** A number with fractions that tasks share. Each method is atomic. */
public interface SharedDouble {
  /** The number. */
  double get();

  /** Sets it. */
  void set(double value);

  /** Adds, and returns the sum. */
  double addAndGet(double amount);

  /** Sets it to {@code value} if it is {@code expected}, bit for bit; returns whether it was. */
  boolean compareAndSet(double expected, double value);

  /** Sets it to what the function makes of it, where it lives; returns the new number. */
  double updateAndGet(TaskFunction<Double, Double> function);
}
