package dev.offload.conformance;

import static dev.offload.conformance.Outcomes.awaitStopped;
import static dev.offload.conformance.Outcomes.valueOf;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.util.concurrent.MoreExecutors;
import dev.offload.Capability;
import dev.offload.TaskExecutor;
import dev.offload.TaskFuture;
import dev.offload.TaskOptions;
import dev.offload.TaskStatus;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** When the work has really ended: rule K6. */
public interface StoppedContract extends ContractSubject {
  @Test
  @Tag(OnePerRule.TAG)
  @DisplayName("K6: stopped() completes after the cancelled task has really ended")
  default void stopped_ofATaskThatGoesOnAfterItsCancel_completesAtItsEnd(@TempDir Path directory) throws InterruptedException {
    requires(Capability.CONCURRENT);
    Marker marks = Marker.in(directory);
    try (TaskExecutor executor = open(config -> config.cancelGrace(PATIENCE)); Gate gate = Gate.in(directory)) {
      TaskFuture<String> future = Tasks.begin(executor, TaskOptions.defaults(), new Tasks.Stubborn(gate, marks), gate);
      CountDownLatch told = new CountDownLatch(1);
      future.stopped().addListener(told::countDown, MoreExecutors.directExecutor());
      assertTrue(future.cancel(true));

      boolean stoppedWithItsFuture = future.stopped().isDone();
      gate.open();
      awaitStopped(future);

      assertFalse(stoppedWithItsFuture, "the task still ran when its future was cancelled");
      assertTrue(marks.lines().contains("ended"), "the task has ended");
      assertNull(valueOf(future.stopped()));
      assertTrue(told.await(PATIENCE.toMillis(), TimeUnit.MILLISECONDS), "the listener of stopped() was told");
    }
  }

  @Test
  @DisplayName("K6: stopped() completes with the future where the task ends by itself")
  default void stopped_ofATaskThatEnds_completesWithIt() {
    try (TaskExecutor executor = open()) {
      TaskFuture<Integer> value = executor.submit(() -> 1);
      TaskFuture<Object> failure = executor.submit(() -> Tasks.fail("broken"));

      awaitStopped(value);
      awaitStopped(failure);

      assertTrue(value.isDone());
      assertTrue(failure.isDone());
    }
  }

  @Test
  @DisplayName("K6: stopped() of a task that was cancelled before it began is complete at once")
  default void stopped_ofACancelledPendingTask_isComplete(@TempDir Path directory) {
    requires(Capability.CONCURRENT);
    try (TaskExecutor executor = open(1); Gate gate = Gate.in(directory)) {
      Tasks.begin(executor, gate);
      TaskFuture<Integer> future = executor.submit(() -> 1);

      assertFalse(future.stopped().isDone());
      future.cancel(false);

      assertTrue(future.stopped().isDone());
    }
  }

  @Test
  @DisplayName("K6: cancelling what stopped() returns does nothing")
  default void stopped_cancelled_doesNothing(@TempDir Path directory) {
    requires(Capability.CONCURRENT);
    try (TaskExecutor executor = open(1); Gate gate = Gate.in(directory)) {
      TaskFuture<String> future = Tasks.begin(executor, gate);

      boolean cancelled = future.stopped().cancel(true);

      assertFalse(cancelled);
      assertFalse(future.stopped().isDone());
      assertEquals(TaskStatus.RUNNING, future.status());
      gate.open();
      assertEquals("held", valueOf(future));
      assertNull(valueOf(future.stopped()));
    }
  }
}
