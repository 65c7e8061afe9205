package dev.offload.spi;

import com.google.common.util.concurrent.MoreExecutors;
import dev.offload.TaskFuture;
import dev.offload.TaskStatus;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Everything about a future that follows from its status and its result; {@link Promise} says how these come about. */
abstract class ReadSide<T extends @Nullable Object> implements TaskFuture<T> {
  /** The value or the failure; read only after the status that it belongs to was seen. */
  abstract @Nullable Object result();

  /** Enters a watcher; one that comes too late is told in this thread. */
  abstract void watch(Watcher watcher);

  abstract void unwatch(Watcher watcher);

  @Override
  public final boolean isDone() {
    return status().isDone();
  }

  @Override
  public final boolean isCancelled() {
    return status() == TaskStatus.CANCELLED;
  }

  @Override
  public final T get() throws InterruptedException, ExecutionException {
    Parked.until(this, Long.MAX_VALUE);
    return outcome();
  }

  @Override
  public final T get(long timeout, TimeUnit unit) throws InterruptedException, ExecutionException, TimeoutException {
    if (!Parked.until(this, unit.toNanos(timeout))) {
      throw new TimeoutException("task \"" + name() + "\" is not done after " + timeout + " "
          + unit.toString().toLowerCase(Locale.ROOT) + "; it is " + status());
    }
    return outcome();
  }

  @Override
  public final T resultNow() {
    if (status() != TaskStatus.SUCCEEDED) {
      throw new IllegalStateException("there is no result: " + this);
    }
    return value();
  }

  @Override
  public final Throwable exceptionNow() {
    if (status() != TaskStatus.FAILED) {
      throw new IllegalStateException("there is no exception: " + this);
    }
    return failure();
  }

  @Override
  public final void addListener(Runnable listener, Executor executor) {
    watch(new UserListener(
        Objects.requireNonNull(listener, "listener"), Objects.requireNonNull(executor, "executor")));
  }

  @Override
  public final CompletableFuture<T> toCompletableFuture() {
    CompletableFuture<T> copy = new CompletableFuture<>();
    addListener(() -> completeCopy(copy), MoreExecutors.directExecutor());
    return copy;
  }

  @Override
  public final String toString() {
    return "TaskFuture[" + name() + ", " + stateText() + "]";
  }

  private String stateText() {
    return switch (status()) {
      case PENDING -> "pending";
      case RUNNING -> "running";
      case SUCCEEDED -> "finished returned " + (result() == null ? "null" : result().getClass().getSimpleName());
      case FAILED -> "finished raised " + failure().getClass().getSimpleName();
      case CANCELLED -> "cancelled";
    };
  }

  private T outcome() throws ExecutionException {
    return switch (status()) {
      case SUCCEEDED -> value();
      case FAILED -> throw new ExecutionException(Failures.describe(failure()), failure());
      default -> throw cancellation();
    };
  }

  private void completeCopy(CompletableFuture<T> copy) {
    switch (status()) {
      case SUCCEEDED -> copy.complete(value());
      case FAILED -> copy.completeExceptionally(failure());
      default -> copy.completeExceptionally(cancellation());
    }
  }

  private CancellationException cancellation() {
    return new CancellationException("task \"" + name() + "\" was cancelled");
  }

  @SuppressWarnings("unchecked")
  private T value() {
    return (T) result();
  }

  private Throwable failure() {
    return (Throwable) Objects.requireNonNull(result());
  }
}
