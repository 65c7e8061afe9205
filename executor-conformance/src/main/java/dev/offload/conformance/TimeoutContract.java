package dev.offload.conformance;

import static dev.offload.conformance.Eventually.eventually;
import static dev.offload.conformance.Outcomes.assertMentions;
import static dev.offload.conformance.Outcomes.awaitStopped;
import static dev.offload.conformance.Outcomes.failureOf;
import static dev.offload.conformance.Outcomes.messageOf;
import static dev.offload.conformance.Outcomes.valueOf;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.offload.Capability;
import dev.offload.RetryOn;
import dev.offload.ReturnWhen;
import dev.offload.TaskExecutor;
import dev.offload.TaskFuture;
import dev.offload.TaskFutures;
import dev.offload.TaskOptions;
import dev.offload.TaskStatus;
import dev.offload.TaskTimeoutException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Time-outs of tasks: rule K5. */
public interface TimeoutContract extends ContractSubject {
  /** Long enough for a task to begin, short enough to wait for. */
  Duration SHORT = Duration.ofMillis(100);

  /** Time that a small task does not use up, also in a JVM that has just started on a busy machine. */
  Duration ENOUGH = Duration.ofSeconds(1);

  @Test
  @DisplayName("K5: a task over its time FAILED with TaskTimeoutException, and is interrupted")
  default void task_overItsTime_failsAndIsInterrupted(@TempDir Path directory) {
    requires(Capability.CONCURRENT);
    Marker marks = Marker.in(directory);
    TaskOptions options = TaskOptions.named("slow").withTimeout(SHORT);
    try (TaskExecutor executor = open(1); Gate gate = Gate.in(directory)) {
      TaskFuture<String> future = executor.submit(options, new Tasks.Interruptible(gate, marks));

      TaskTimeoutException failure = failureOf(TaskTimeoutException.class, future);

      assertEquals(TaskStatus.FAILED, future.status());
      assertEquals(SHORT, failure.timeout());
      assertMentions(messageOf(failure), "slow", "100");
      eventually(() -> marks.lines().equals(List.of("interrupted")), "the task's interrupt");
      assertEquals(1, valueOf(executor.submit(() -> 1)), "the executor goes on");
    }
  }

  @Test
  @Tag(OnePerRule.TAG)
  @DisplayName("K5: the exception carries the stack of the task's thread at that moment")
  default void task_overItsTime_tellsWhereItWas(@TempDir Path directory) {
    requires(Capability.CONCURRENT);
    TaskOptions options = TaskOptions.defaults().withTimeout(SHORT);
    try (TaskExecutor executor = open(1); Gate gate = Gate.in(directory)) {
      // Once without a clock, so that the next one does not spend its time on loading classes.
      Tasks.begin(executor, gate).cancel(true);
      TaskFuture<String> future = executor.submit(options, new Tasks.Hold(gate));

      TaskTimeoutException failure = failureOf(TaskTimeoutException.class, future);

      assertTrue(Arrays.stream(failure.taskStack()).anyMatch(frame -> frame.getClassName().equals(Gate.class.getName())),
          () -> "the task was at the gate, by " + Arrays.toString(failure.taskStack()));
    }
  }

  @Test
  @DisplayName("K5: the clock starts when the task is RUNNING, not when it is submitted")
  default void task_waitingLongerThanItsTime_doesNotTimeOut(@TempDir Path directory) throws InterruptedException {
    requires(Capability.CONCURRENT);
    TaskOptions options = TaskOptions.defaults().withTimeout(ENOUGH);
    try (TaskExecutor executor = open(1); Gate gate = Gate.in(directory)) {
      Tasks.begin(executor, gate);
      TaskFuture<Integer> future = executor.submit(options, () -> 1);

      boolean pending = !TaskFutures.waitFor(List.of(future), ReturnWhen.ALL_COMPLETED, ENOUGH.multipliedBy(2)).notDone().isEmpty();

      assertTrue(pending, () -> "it waits without a clock, but is " + future);
      assertEquals(TaskStatus.PENDING, future.status());
      gate.open();
      assertEquals(1, valueOf(future));
    }
  }

  @Test
  @DisplayName("K5: a task within its time is left alone, and the next one after it too")
  default void task_withinItsTime_succeeds(@TempDir Path directory) throws InterruptedException {
    requires(Capability.CONCURRENT);
    Marker marks = Marker.in(directory);
    try (TaskExecutor executor = open(1); Gate gate = Gate.in(directory)) {
      // The first task of a worker may take its time.
      valueOf(executor.submit(() -> 1));
      TaskFuture<Integer> quick = executor.submit(TaskOptions.defaults().withTimeout(ENOUGH), () -> 1);
      TaskFuture<String> next = executor.submit(new Tasks.Interruptible(gate, marks));
      valueOf(quick);

      TaskFutures.waitFor(List.of(next), ReturnWhen.ALL_COMPLETED, ENOUGH.multipliedBy(2));
      gate.open();

      assertEquals(1, valueOf(quick));
      assertEquals("not interrupted", valueOf(next));
    }
  }

  @Test
  @DisplayName("K5: all attempts of a task share one clock, and a time-out is not tried again")
  default void task_withManyAttempts_hasOneClock(@TempDir Path directory) {
    requires(Capability.CONCURRENT);
    try (TaskExecutor executor = open(1)) {
      Duration time = ENOUGH;
      // A machine may be too busy for a second attempt.
      while (attemptsWithin(time, executor, Marker.in(directory)) < 2) {
        time = time.multipliedBy(2);
        assertTrue(time.compareTo(PATIENCE) < 0, "never more than one attempt");
      }
    }
  }

  private static int attemptsWithin(Duration time, TaskExecutor executor, Marker attempts) {
    TaskOptions options = TaskOptions.defaults().withTimeout(time).withRetries(1_000_000, RetryOn.ANY_FAILURE);
    TaskFuture<Object> future = executor.submit(options, () -> {
      attempts.mark("tried");
      Thread.sleep(20);
      throw new IllegalStateException("every time");
    });

    failureOf(TaskTimeoutException.class, future);
    awaitStopped(future);

    int atTheEnd = attempts.count();
    assertEquals(1, valueOf(executor.submit(() -> 1)));
    assertEquals(atTheEnd, attempts.count(), "attempts after the time-out");
    return atTheEnd;
  }

  @Test
  @DisplayName("K5: where tasks can be stopped, one over its time that ignores its interrupt is stopped")
  default void task_overItsTimeAndStubborn_endsWithItsWorker(@TempDir Path directory) {
    requires(Capability.CONCURRENT, Capability.STOPS_TASKS);
    Marker marks = Marker.in(directory);
    TaskOptions options = TaskOptions.defaults().withTimeout(SHORT);
    try (TaskExecutor executor = open(config -> config.workers(1).cancelGrace(SHORT)); Gate gate = Gate.in(directory)) {
      TaskFuture<String> future = executor.submit(options, new Tasks.Stubborn(gate, marks));

      failureOf(TaskTimeoutException.class, future);
      awaitStopped(future);

      assertEquals(1, valueOf(executor.submit(() -> 1)), "another worker took its place");
      assertFalse(marks.lines().contains("ended"), "the task did not end by itself");
    }
  }
}
