package dev.offload;

import com.google.common.util.concurrent.ListenableFuture;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * The read side of a task that was handed to a {@link TaskExecutor}. Only the executor completes it.
 *
 * <p>Its text tells its state: {@code pending}, {@code running}, {@code finished returned Integer},
 * {@code finished raised IOException}, {@code cancelled}. All methods may be called from any thread.
 *
 * @param <T> what the task returns
 */
public interface TaskFuture<T extends @Nullable Object> extends ListenableFuture<T> {
  /** The name from {@link TaskOptions#name()}, or {@code task-} and a number. */
  String name();

  /** Where the task stands. It is not called {@code state()} because {@code Future.state()} of JDK 19 has another type (rule R6). */
  TaskStatus status();

  /**
   * Completes, with null, when the work has really ended: with this future, or later where it was cancelled or timed out while a
   * worker was still busy with it (rule K6). Cancelling what this returns does nothing.
   */
  ListenableFuture<@Nullable Void> stopped();

  /** When the task was submitted, begun and finished. */
  Timeline timeline();

  /** What the task last said of its progress through {@link TaskContext#progress}; empty if it said nothing. */
  Optional<Progress> progress();

  /**
   * Tries to cancel the task.
   *
   * <p>A PENDING task is cancelled and never runs (rule K1). A RUNNING one is cancelled only with {@code mayInterruptIfRunning}: the
   * future is CANCELLED at once, the task's thread is interrupted, and where the backend has {@link Capability#STOPS_TASKS} a task that
   * does not heed the interrupt within {@link ExecutorConfig#cancelGrace()} is ended with its worker (rules K2, K3).
   *
   * @return whether this call cancelled the task
   */
  @Override
  boolean cancel(boolean mayInterruptIfRunning);

  /**
   * The value, without waiting.
   *
   * @throws IllegalStateException if the task is not done, failed, or was cancelled
   */
  T resultNow();

  /**
   * What the task threw, without waiting.
   *
   * @throws IllegalStateException if the task is not done, succeeded, or was cancelled
   */
  Throwable exceptionNow();

  /**
   * A new {@link CompletableFuture} that gets the same outcome: the value, what the task threw, or a
   * {@link CancellationException}. Cancelling or completing it does not touch the task (rule L4).
   */
  CompletableFuture<T> toCompletableFuture();
}
