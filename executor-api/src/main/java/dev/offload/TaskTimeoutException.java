package dev.offload;

import java.time.Duration;

/** A task ran longer than {@link TaskOptions#timeout()} (rule K5). */
public final class TaskTimeoutException extends OffloadException {
  private static final long serialVersionUID = 1L;

  private final Duration timeout;
  private final StackTraceElement[] taskStack;

  /** Makes one for a task that ran longer than {@code timeout}, caught at {@code taskStack}. */
  public TaskTimeoutException(String message, Duration timeout, StackTraceElement[] taskStack) {
    super(message, null);
    this.timeout = timeout;
    this.taskStack = taskStack.clone();
    if (taskStack.length > 0) {
      // Where the task hung is what a reader of the trace wants to see, not who looked at the clock.
      setStackTrace(taskStack);
    }
  }

  /** The time the task was given. */
  public Duration timeout() {
    return timeout;
  }

  /** The stack of the task's thread when the time was up; empty if the worker could not tell within a second. */
  public StackTraceElement[] taskStack() {
    return taskStack.clone();
  }
}
