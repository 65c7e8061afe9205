package dev.offload.conformance;

import dev.offload.TaskExecutor;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The bounds that the contract states under rule E6. A test allows a margin on top, half of {@link ContractSubject#PATIENCE}: the bounds
 * leave out what the machine adds, and one that is missed is missed by far, because what should have ended would go on for ever.
 */
public final class Bounds {
  /** From the death of a worker to the end of its task's future. */
  public static final Duration DEATH = Duration.ofSeconds(5);

  /** From the time-out of a task to the end of its future: the time a worker has to tell the task's stack. */
  public static final Duration STACK = Duration.ofSeconds(1);

  /** From the end of {@code cancelGrace}, or of {@code startTimeout}, to the end of the worker. */
  public static final Duration KILL = Duration.ofSeconds(5);

  /** From the moment an executor has nothing left to do to its termination. */
  public static final Duration STOP = Duration.ofSeconds(10);

  private static final Duration MARGIN = ContractSubject.PATIENCE.dividedBy(2);

  private Bounds() {}

  /** Waits for the end of a future, in whatever way, and fails if it does not come within {@code bound} and a margin. */
  public static void assertEndsWithin(Duration bound, Future<?> future) {
    try {
      future.get(bound.plus(MARGIN).toNanos(), TimeUnit.NANOSECONDS);
    } catch (ExecutionException | CancellationException e) {
      // An end like any other.
      return;
    } catch (TimeoutException e) {
      throw new AssertionError("it has to end within " + bound + ": " + future, e);
    } catch (InterruptedException e) {
      throw new AssertionError("interrupted while waiting for " + future, e);
    }
  }

  /** Waits for the termination of an executor, and fails if it does not come within {@code bound} and a margin. */
  public static void assertTerminatesWithin(Duration bound, TaskExecutor executor) {
    try {
      if (!executor.awaitTermination(bound.plus(MARGIN))) {
        throw new AssertionError("it has to terminate within " + bound + ": " + executor);
      }
    } catch (InterruptedException e) {
      throw new AssertionError("interrupted while waiting for " + executor, e);
    }
  }
}
