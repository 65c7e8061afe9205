package dev.offload.processes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.offload.TaskExecutor;
import dev.offload.TaskFuture;
import dev.offload.TaskOptions;
import dev.offload.TaskTimeoutException;
import dev.offload.conformance.Bounds;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** A worker that is alive and does nothing: nobody tells of it, so it has to be found out. */
class FrozenWorkerTest {
  @Test
  @DisplayName("E6: a task that was sent to a frozen worker runs elsewhere, and the frozen one is ended")
  void task_sentToAFrozenWorker_runsElsewhere() throws Exception {
    try (TaskExecutor executor = open()) {
      long frozen = executor.submit(() -> ProcessHandle.current().pid()).get();
      Processes.stop(frozen);

      TaskFuture<Long> task = executor.submit(() -> ProcessHandle.current().pid());

      assertNotEquals(frozen, task.get(Processes.PATIENCE.toSeconds(), TimeUnit.SECONDS));
      ProcessHandle.of(frozen).ifPresent(handle -> handle.onExit().join());
    }
  }

  @Test
  @DisplayName("E6: an executor whose idle worker is frozen terminates within the bound")
  void shutdown_withAFrozenWorker_terminates() throws Exception {
    try (TaskExecutor executor = Processes.open()) {
      long frozen = executor.submit(() -> ProcessHandle.current().pid()).get();
      Processes.stop(frozen);

      executor.shutdown();

      Bounds.assertTerminatesWithin(Bounds.STOP, executor);
      assertFalse(ProcessHandle.of(frozen).map(ProcessHandle::isAlive).orElse(false), "the frozen worker lives on");
    }
  }

  @Test
  @DisplayName("E6: a long task owes no sign of life")
  void task_longerThanTheTimeOut_isLeftAlone() throws Exception {
    try (TaskExecutor executor = open()) {
      TaskFuture<String> slow = executor.submit(() -> {
        Thread.sleep(4_000);
        return "slow";
      });

      assertEquals("slow", slow.get(Processes.PATIENCE.toSeconds(), TimeUnit.SECONDS));
    }
  }

  @Test
  @DisplayName("E6: nor does a long task among many short ones, of which the worker has some at hand")
  void task_longerThanTheTimeOutAmongShortOnes_isLeftAlone() throws Exception {
    try (TaskExecutor executor = open()) {
      List<TaskFuture<Long>> futures = new ArrayList<>();
      for (int i = 0; i < 3_000; i++) {
        boolean isLong = i == 1_500;
        futures.add(executor.submit(() -> {
          if (isLong) {
            Thread.sleep(8_000);
          }
          return ProcessHandle.current().pid();
        }));
      }

      Set<Long> workers = new HashSet<>();
      for (TaskFuture<Long> future : futures) {
        workers.add(future.get(Processes.PATIENCE.toSeconds(), TimeUnit.SECONDS));
      }
      assertEquals(1, workers.size(), "the worker was taken for frozen");
    }
  }

  @Test
  @DisplayName("K5: a time-out ends a task on a frozen worker, and tells which worker and that no stack could be had")
  void task_runningOnAFrozenWorker_timesOut() throws Exception {
    try (TaskExecutor executor = Processes.open(settings -> settings.cancelGrace(Duration.ofMillis(100)))) {
      long pid = executor.submit(() -> ProcessHandle.current().pid()).get();
      TaskFuture<Void> task = executor.submit(TaskOptions.named("iced").withTimeout(Duration.ofMillis(500)),
          () -> {
            Processes.signal("STOP", ProcessHandle.current().pid());
            // Threads of a busy machine go on for a moment: this one must not come to its end in that.
            Thread.sleep(60_000);
          });

      ExecutionException e = assertThrows(ExecutionException.class,
          () -> task.get(Processes.PATIENCE.toSeconds(), TimeUnit.SECONDS));

      String told = ((TaskTimeoutException) e.getCause()).getMessage();
      assertTrue(told.contains("\"iced\"") && told.contains("worker-1, pid " + pid) && told.contains("could not be found out"), told);
      task.stopped().get(Processes.PATIENCE.toSeconds(), TimeUnit.SECONDS);
      assertFalse(ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false), "the frozen worker lives on");
    }
  }

  private static TaskExecutor open() {
    return Processes.open(settings -> settings.option("processes.startTimeout", "3s"));
  }
}
