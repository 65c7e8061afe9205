package dev.offload.spi;

import dev.offload.TaskBiFunction;
import dev.offload.TaskFunction;
import java.util.Iterator;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What a map is applied to, as calls. */
final class Inputs {
  private Inputs() {}

  /** A call with each input. */
  static <A extends @Nullable Object, T extends @Nullable Object> Iterator<TaskCall<T>> calls(
      TaskFunction<A, T> function, Iterable<? extends A> inputs) {
    Objects.requireNonNull(function, "function");
    Iterator<? extends A> iterator = inputs.iterator();
    return new Iterator<>() {
      @Override
      public boolean hasNext() {
        return iterator.hasNext();
      }

      @Override
      public TaskCall<T> next() {
        return new TaskCall.OfFunction<A, T>(function, iterator.next());
      }
    };
  }

  /** A call with each pair of inputs, up to the shorter one (rule M6). */
  static <A extends @Nullable Object, B extends @Nullable Object, T extends @Nullable Object> Iterator<TaskCall<T>> pairs(
      TaskBiFunction<A, B, T> function, Iterable<? extends A> firsts, Iterable<? extends B> seconds) {
    Objects.requireNonNull(function, "function");
    return new Pairs<>(function, firsts.iterator(), seconds.iterator());
  }

  private record Pairs<A extends @Nullable Object, B extends @Nullable Object, T extends @Nullable Object>(
      TaskBiFunction<A, B, T> function, Iterator<? extends A> firsts, Iterator<? extends B> seconds)
      implements Iterator<TaskCall<T>> {
    @Override
    public boolean hasNext() {
      return firsts.hasNext() && seconds.hasNext();
    }

    @Override
    public TaskCall<T> next() {
      return new TaskCall.OfBiFunction<A, B, T>(function, firsts.next(), seconds.next());
    }
  }
}
