package dev.offload.conformance;

import static dev.offload.conformance.Outcomes.assertCancelled;
import static dev.offload.conformance.Outcomes.awaitStatus;
import static dev.offload.conformance.Outcomes.failureOf;
import static dev.offload.conformance.Outcomes.valueOf;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.offload.Capability;
import dev.offload.RetryOn;
import dev.offload.TaskContext;
import dev.offload.TaskExecutor;
import dev.offload.TaskFuture;
import dev.offload.TaskOptions;
import dev.offload.TaskStatus;
import dev.offload.TaskTimeoutException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Further attempts: rule E9, as far as it needs no worker to die; {@link CrashContract} has the rest. */
public interface RetryContract extends ContractSubject {
  /** Two more attempts after any failure. */
  TaskOptions TWO_MORE = TaskOptions.defaults().withRetries(2, RetryOn.ANY_FAILURE);

  @Test
  @DisplayName("E9: a task that throws is not run again by default, nor with retries for lost workers only")
  default void task_thatThrows_runsOnceUnlessItAllowsMore(@TempDir Path directory) {
    Marker byDefault = Marker.in(directory);
    Marker forLostWorkers = Marker.in(directory);
    try (TaskExecutor executor = open(1)) {
      failureOf(IllegalStateException.class, executor.submit(() -> failUntil(100, byDefault)));
      failureOf(IllegalStateException.class,
          executor.submit(TaskOptions.defaults().withRetries(2), () -> failUntil(100, forLostWorkers)));
    }

    assertEquals(List.of("attempt 1"), byDefault.lines());
    assertEquals(List.of("attempt 1"), forLostWorkers.lines());
  }

  @Test
  @Tag(OnePerRule.TAG)
  @DisplayName("E9: with ANY_FAILURE the attempts follow each other until one gives a value")
  default void task_thatSucceedsAtLast_givesItsValue(@TempDir Path directory) {
    Marker runs = Marker.in(directory);
    try (TaskExecutor executor = open(1)) {
      assertEquals(3, valueOf(executor.submit(TWO_MORE, () -> failUntil(3, runs))));
    }

    assertEquals(List.of("attempt 1", "attempt 2", "attempt 3"), runs.lines());
  }

  @Test
  @DisplayName("E9: after the last attempt the future has what that one threw")
  default void task_thatNeverSucceeds_failsWithItsLastFailure(@TempDir Path directory) {
    Marker runs = Marker.in(directory);
    try (TaskExecutor executor = open(1)) {
      IllegalStateException last = failureOf(IllegalStateException.class, executor.submit(TWO_MORE, () -> failUntil(100, runs)));

      assertEquals("attempt 3 failed", last.getMessage());
    }

    assertEquals(3, runs.count());
  }

  @Test
  @DisplayName("E9: a time-out ends the task whatever retries are left, and its clock runs over all attempts")
  default void task_thatTimesOut_isNotTriedAgain(@TempDir Path directory) {
    requires(Capability.CONCURRENT);
    Marker runs = Marker.in(directory);
    TaskOptions options = TWO_MORE.withTimeout(Duration.ofMillis(300));
    try (TaskExecutor executor = open(1); Gate gate = Gate.in(directory)) {
      TaskFuture<String> future = executor.submit(options, () -> failOnceThenHold(gate, runs));

      failureOf(TaskTimeoutException.class, future);
      Outcomes.awaitStopped(future);

      assertTrue(runs.count() <= 2, () -> "no attempt after the time-out, but " + runs.lines());
    }
  }

  @Test
  @DisplayName("E9: a cancelled task is not tried again, though its interrupted attempt throws")
  default void task_cancelled_isNotTriedAgain(@TempDir Path directory) {
    requires(Capability.CONCURRENT);
    Marker interrupts = Marker.in(directory);
    try (TaskExecutor executor = open(1); Gate gate = Gate.in(directory)) {
      TaskFuture<String> future = executor.submit(TWO_MORE, new Tasks.Interruptible(gate, interrupts));
      gate.awaitArrivals(1);

      assertTrue(future.cancel(true));
      assertCancelled(future);
      Outcomes.awaitStopped(future);
      assertEquals(1, valueOf(executor.submit(() -> 1)));

      assertEquals(1, gate.arrivals().count());
      assertEquals(1, interrupts.count());
    }
  }

  @Test
  @DisplayName("E9: between attempts the future stays RUNNING, and cancel(true) ends the waiting one")
  default void task_waitingForItsNextAttempt_isRunningAndCanBeCancelled(@TempDir Path directory) {
    requires(Capability.CONCURRENT);
    Marker runs = Marker.in(directory);
    try (TaskExecutor executor = open(1); Gate first = Gate.in(directory); Gate blocker = Gate.in(directory)) {
      TaskFuture<String> retried = executor.submit(
          TWO_MORE.withPriority(-1), () -> holdThenFail(first, runs));
      first.awaitArrivals(1);
      TaskFuture<String> blocking = executor.submit(new Tasks.Hold(blocker));
      first.open();
      awaitStatus(TaskStatus.RUNNING, blocking);

      assertEquals(TaskStatus.RUNNING, retried.status());
      assertFalse(retried.cancel(false));
      assertTrue(retried.cancel(true));
      Outcomes.awaitStopped(retried);
      blocker.open();
      valueOf(executor.submit(() -> 1));

      assertEquals(List.of("attempt 1"), runs.lines());
    }
  }

  @Test
  @DisplayName("E9: shutdown finishes the attempts of what was accepted")
  default void shutdown_beforeTheLastAttempt_waitsForIt(@TempDir Path directory) {
    requires(Capability.CONCURRENT);
    Marker runs = Marker.in(directory);
    TaskFuture<Integer> future;
    try (TaskExecutor executor = open(1); Gate gate = Gate.in(directory)) {
      executor.submit(new Tasks.Hold(gate));
      gate.awaitArrivals(1);
      future = executor.submit(TWO_MORE, () -> failUntil(2, runs));
      executor.shutdown();
    }

    assertEquals(2, valueOf(future));
  }

  private static int failUntil(int attempt, Marker runs) {
    int current = TaskContext.current().attempt();
    runs.mark("attempt " + current);
    if (current < attempt) {
      throw new IllegalStateException("attempt " + current + " failed");
    }
    return current;
  }

  private static String failOnceThenHold(Gate gate, Marker runs) throws InterruptedException {
    failUntil(2, runs);
    gate.pass();
    return "held";
  }

  private static String holdThenFail(Gate gate, Marker runs) throws InterruptedException {
    gate.pass();
    failUntil(100, runs);
    return "never";
  }
}
