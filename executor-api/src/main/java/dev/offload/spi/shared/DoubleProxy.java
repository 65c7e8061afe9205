package dev.offload.spi.shared;

import dev.offload.TaskFunction;
import dev.offload.shared.SharedDouble;

/**
 * A number with fractions that lives elsewhere.
 *
 * @param handle which it is
 */
record DoubleProxy(Handle handle) implements SharedDouble {
  @Override
  public double get() {
    return Double.longBitsToDouble(handle.ask(new LongState.Get()));
  }

  @Override
  public void set(double value) {
    handle.ask(new LongState.Set(Double.doubleToRawLongBits(value)));
  }

  @Override
  public double addAndGet(double amount) {
    return Double.longBitsToDouble(handle.ask(new LongState.AddDouble(amount)));
  }

  @Override
  public boolean compareAndSet(double expected, double value) {
    return handle.ask(new LongState.CompareAndSet(Double.doubleToRawLongBits(expected), Double.doubleToRawLongBits(value)));
  }

  @Override
  public double updateAndGet(TaskFunction<Double, Double> function) {
    return Double.longBitsToDouble(handle.ask(new LongState.ApplyToDouble(handle.packFunction(function))));
  }
}
