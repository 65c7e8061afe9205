package dev.offload.spi.shared;

import dev.offload.TaskFunction;
import dev.offload.shared.SharedLong;

/**
 * A number that lives elsewhere.
 *
 * @param handle which it is
 */
record LongProxy(Handle handle) implements SharedLong {
  @Override
  public long get() {
    return handle.ask(new LongState.Get());
  }

  @Override
  public void set(long value) {
    handle.ask(new LongState.Set(value));
  }

  @Override
  public long addAndGet(long amount) {
    return handle.ask(new LongState.Add(amount));
  }

  @Override
  public boolean compareAndSet(long expected, long value) {
    return handle.ask(new LongState.CompareAndSet(expected, value));
  }

  @Override
  public long updateAndGet(TaskFunction<Long, Long> function) {
    return handle.ask(new LongState.Apply(handle.packFunction(function)));
  }
}
