package dev.offload.spi;

import dev.offload.Action;
import dev.offload.TaskBiFunction;
import dev.offload.TaskFunction;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/**
 * What a task does, in the form in which the user gave it: the code and its arguments, apart from each other so that an error in
 * transfer can say which of them could not travel.
 *
 * @param <T> what the call returns
 */
public sealed interface TaskCall<T extends @Nullable Object> extends Callable<T> {
  /**
   * Does the work in the calling thread.
   *
   * @throws Exception what the task throws
   */
  @Override
  T call() throws Exception;

  /** The user's object that holds the code. */
  Object code();

  /** A task without arguments. */
  record OfCallable<T extends @Nullable Object>(Callable<T> code) implements TaskCall<T> {
    /** Refuses null (rule C2). */
    public OfCallable {
      Objects.requireNonNull(code, "task");
    }

    @Override
    public T call() throws Exception {
      return code.call();
    }
  }

  /** A task without a value. */
  record OfAction(Action code) implements TaskCall<@Nullable Void> {
    /** Refuses null (rule C2). */
    public OfAction {
      Objects.requireNonNull(code, "task");
    }

    @Override
    public @Nullable Void call() throws Exception {
      code.run();
      return null;
    }
  }

  /** A function and its argument. */
  record OfFunction<A extends @Nullable Object, T extends @Nullable Object>(TaskFunction<A, T> code, A argument)
      implements TaskCall<T> {
    /** Refuses a null function; a null argument is a value (rule C2). */
    public OfFunction {
      Objects.requireNonNull(code, "function");
    }

    @Override
    public T call() throws Exception {
      return code.apply(argument);
    }
  }

  /** A function and its two arguments. */
  record OfBiFunction<A extends @Nullable Object, B extends @Nullable Object, T extends @Nullable Object>(
      TaskBiFunction<A, B, T> code, A first, B second) implements TaskCall<T> {
    /** Refuses a null function; null arguments are values (rule C2). */
    public OfBiFunction {
      Objects.requireNonNull(code, "function");
    }

    @Override
    public T call() throws Exception {
      return code.apply(first, second);
    }
  }
}
