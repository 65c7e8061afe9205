package dev.offload.spi;

import dev.offload.TaskTimeoutException;
import java.time.Duration;
import java.util.concurrent.Future;

/** The time-out of one job that has begun (rule K5): it fails the job with the stack of its thread, and has it stopped. */
final class Deadline {
  private final Job<?> job;
  private final Dispatcher dispatcher;
  private final Duration timeout;

  Deadline(Job<?> job, Dispatcher dispatcher, Duration timeout) {
    this.job = job;
    this.dispatcher = dispatcher;
    this.timeout = timeout;
  }

  /** Counts from now; cancel what is returned to stop it. */
  Future<?> start() {
    return dispatcher.alarm().schedule(timeout, () -> dispatcher.withStack(job, this::onTimeout));
  }

  private void onTimeout(StackTraceElement[] stack) {
    if (job.tryFailRunning(new TaskTimeoutException(describe(stack), timeout, stack))) {
      dispatcher.onStop(job);
    }
  }

  private String describe(StackTraceElement[] stack) {
    Worker worker = job.worker;
    return job.describe() + " ran longer than its time-out of " + timeout.toMillis() + " ms (" + job.describeAttempt() + ")"
        + (worker == null ? "" : " on " + worker.describe())
        + (stack.length == 0 ? "; where it was could not be found out" : "; it was at " + stack[0]);
  }
}
