package dev.offload;

import dev.offload.spi.TaskScope;
import java.util.Optional;

/** What a running task can know of itself and say to its future (rule E7). */
public interface TaskContext {
  /**
   * The context of the task that runs on this thread.
   *
   * @throws IllegalStateException if no task runs on this thread
   */
  static TaskContext current() {
    return find().orElseThrow(() -> new IllegalStateException(
        "no task runs on thread \"" + Thread.currentThread().getName() + "\"; TaskContext.current() is for the thread of a task"));
  }

  /** The context of the task that runs on this thread; empty if none does. */
  static Optional<TaskContext> find() {
    return TaskScope.find();
  }

  /** The task's name, as its future has it. */
  String name();

  /** The number of this attempt: 1 at first, more where {@link TaskOptions#retries()} allowed another. */
  int attempt();

  /** The name of the worker that runs the task, for example {@code worker-3}. */
  String worker();

  /** Tells whether the task was cancelled or timed out, so that a task that cannot be interrupted may stop by itself. */
  boolean isCancelled();

  /**
   * Tells the future how far the task is; the last word counts.
   *
   * @param fraction the part that is done, 0.0 to 1.0
   * @param note a few words for a person
   * @throws IllegalArgumentException if {@code fraction} is out of range
   */
  void progress(double fraction, String note);

  /** {@link #progress(double, String)} without a note. */
  default void progress(double fraction) {
    progress(fraction, "");
  }
}
