package dev.offload.spi.shared;

import dev.offload.TaskFunction;
import dev.offload.shared.Value;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A place for one object, that lives elsewhere.
 *
 * @param handle which it is
 */
record ValueProxy<T extends @Nullable Object>(Handle handle) implements Value<T> {
  @Override
  public T get() {
    return handle.unpack(handle.ask(new ValueState.Get()).packed());
  }

  @Override
  public void set(T value) {
    handle.ask(new ValueState.Set(handle.pack(value)));
  }

  @Override
  public boolean compareAndSet(T expected, T value) {
    Object packed = handle.pack(value);
    while (true) {
      ValueState.Seen seen = handle.ask(new ValueState.Get());
      // The user's equals is called here and not where the object lives: it may take its time.
      if (!Objects.equals(expected, handle.unpack(seen.packed()))) {
        return false;
      }
      if (handle.ask(new ValueState.SetIf(seen.version(), packed))) {
        return true;
      }
    }
  }

  @Override
  public T updateAndGet(TaskFunction<T, T> function) {
    return handle.unpack(handle.ask(new ValueState.Apply(handle.packFunction(function))));
  }
}
