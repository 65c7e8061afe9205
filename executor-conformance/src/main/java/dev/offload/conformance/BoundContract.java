package dev.offload.conformance;

import static dev.offload.conformance.Bounds.DEATH;
import static dev.offload.conformance.Bounds.KILL;
import static dev.offload.conformance.Bounds.STACK;
import static dev.offload.conformance.Bounds.STOP;
import static dev.offload.conformance.Bounds.assertEndsWithin;
import static dev.offload.conformance.Bounds.assertTerminatesWithin;
import static dev.offload.conformance.Outcomes.assertCancelled;
import static dev.offload.conformance.Outcomes.failureOf;
import static dev.offload.conformance.Outcomes.valueOf;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.offload.BrokenExecutorException;
import dev.offload.Capability;
import dev.offload.TaskExecutor;
import dev.offload.TaskFuture;
import dev.offload.TaskOptions;
import dev.offload.TaskStatus;
import dev.offload.TaskTimeoutException;
import dev.offload.WorkerLostException;
import dev.offload.conformance.Tasks.Stubborn;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How long each way to the end may take at most: the figures of rule E6. */
public interface BoundContract extends ContractSubject {
  /** The grace with which these tests run. */
  Duration GRACE = Duration.ofMillis(300);

  @Test
  @DisplayName("E6: the death of a worker ends its task's future within the bound, and the work is over")
  default void future_ofALostWorker_endsWithinTheBound(@TempDir Path directory) {
    requires(Capability.CONCURRENT, Capability.SURVIVES_CRASHES);
    try (TaskExecutor executor = open(1); Gate gate = Gate.in(directory)) {
      TaskFuture<String> victim = Tasks.begin(executor, gate);

      ProcessHandle.of(Long.parseLong(gate.arrivals().lines().get(0))).orElseThrow().destroyForcibly();

      assertEndsWithin(DEATH, victim);
      failureOf(WorkerLostException.class, victim);
      assertEndsWithin(DEATH, victim.stopped());
    }
  }

  @Test
  @DisplayName("E6: a time-out ends the future, and the work of a task that does not listen, within the bounds")
  default void timeout_ofAStubbornTask_isEnforcedWithinTheBound(@TempDir Path directory) {
    requires(Capability.CONCURRENT, Capability.STOPS_TASKS);
    Duration timeout = Duration.ofMillis(200);
    try (TaskExecutor executor = openWithGrace(); Gate gate = Gate.in(directory)) {
      TaskFuture<String> stubborn = executor.submit(
          TaskOptions.defaults().withTimeout(timeout), new Stubborn(gate, Marker.in(directory)));

      assertEndsWithin(timeout.plus(STACK), stubborn);
      failureOf(TaskTimeoutException.class, stubborn);
      assertEndsWithin(GRACE.plus(KILL), stubborn.stopped());
      assertEquals(1, valueOf(executor.submit(() -> 1)));
    }
  }

  @Test
  @DisplayName("E6: cancel ends the future at once, and the work of a task that does not listen within the bound")
  default void cancel_ofAStubbornTask_isEnforcedWithinTheBound(@TempDir Path directory) {
    requires(Capability.CONCURRENT, Capability.STOPS_TASKS);
    try (TaskExecutor executor = openWithGrace(); Gate gate = Gate.in(directory)) {
      TaskFuture<String> stubborn =
          Tasks.begin(executor, TaskOptions.defaults(), new Stubborn(gate, Marker.in(directory)), gate);

      stubborn.cancel(true);

      assertEquals(TaskStatus.CANCELLED, stubborn.status());
      assertEndsWithin(GRACE.plus(KILL), stubborn.stopped());
    }
  }

  @Test
  @DisplayName("E6: shutdownNow ends all futures before it returns, and the executor within the bound")
  default void shutdownNow_withAStubbornTask_terminatesWithinTheBound(@TempDir Path directory) {
    requires(Capability.CONCURRENT, Capability.STOPS_TASKS);
    try (TaskExecutor executor = openWithGrace(); Gate gate = Gate.in(directory)) {
      final TaskFuture<String> stubborn =
          Tasks.begin(executor, TaskOptions.defaults(), new Stubborn(gate, Marker.in(directory)), gate);
      final TaskFuture<Integer> queued = executor.submit(() -> 1);

      executor.shutdownNow();

      assertTrue(stubborn.isDone() && queued.isDone());
      assertCancelled(stubborn);
      assertCancelled(queued);
      assertTerminatesWithin(GRACE.plus(STOP), executor);
    }
  }

  @Test
  @DisplayName("E6: an executor without work terminates within the bound")
  default void shutdown_ofAnIdleExecutor_terminatesWithinTheBound() {
    try (TaskExecutor executor = open(2)) {
      valueOf(executor.submit(() -> 1));

      executor.shutdown();

      assertTerminatesWithin(STOP, executor);
    }
  }

  @Test
  @DisplayName("E6: an initializer that throws ends what waits within the bound")
  default void future_behindAFailedInitializer_endsWithinTheBound(@TempDir Path directory) {
    requires(Capability.CONCURRENT);
    try (Gate gate = Gate.in(directory); TaskExecutor executor = open(config -> config.workers(1).initializer(() -> {
      gate.pass();
      throw new IOException("no database");
    }))) {
      TaskFuture<Integer> waiting = executor.submit(() -> 1);
      gate.awaitArrivals(1);

      gate.open();

      assertEndsWithin(DEATH, waiting);
      failureOf(BrokenExecutorException.class, waiting);
    }
  }

  private TaskExecutor openWithGrace() {
    return open(config -> config.workers(1).cancelGrace(GRACE));
  }
}
