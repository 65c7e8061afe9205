package dev.offload.conformance;

import static dev.offload.conformance.Outcomes.assertCancelled;
import static dev.offload.conformance.Outcomes.awaitDone;
import static dev.offload.conformance.Outcomes.valueOf;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.offload.Capability;
import dev.offload.TaskExecutor;
import dev.offload.TaskFuture;
import dev.offload.TaskOptions;
import dev.offload.TaskStatus;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The end of an executor: rules E5 and E6. */
public interface ClosingContract extends ContractSubject {
  /** How the test ends an executor that another thread, or nobody else, will end. */
  Consumer<TaskExecutor> END = TaskExecutor::close;

  @Test
  @DisplayName("E5: awaitTermination and isTerminated tell the truth: not while a task runs, or after its cancel while it goes on")
  default void awaitTermination_whileATaskRuns_isFalse(@TempDir Path directory) throws InterruptedException {
    requires(Capability.CONCURRENT);
    Marker marks = Marker.in(directory);
    try (TaskExecutor executor = open(config -> config.cancelGrace(PATIENCE)); Gate gate = Gate.in(directory)) {
      Tasks.begin(executor, TaskOptions.defaults(), new Tasks.Stubborn(gate, marks), gate);
      boolean beforeShutdown = executor.awaitTermination(Duration.ZERO);
      executor.shutdown();
      boolean whileItRuns = executor.awaitTermination(Duration.ofMillis(50)) || executor.isTerminated();
      executor.shutdownNow();
      boolean afterItsCancel = executor.awaitTermination(Duration.ofMillis(50)) || executor.isTerminated();

      gate.open();

      assertTrue(executor.awaitTermination(PATIENCE));
      assertTrue(executor.isTerminated());
      assertTrue(marks.lines().contains("ended"));
      assertEquals(List.of(false, false, false), List.of(beforeShutdown, whileItRuns, afterItsCancel));
    }
  }

  @Test
  @DisplayName("E5: close waits until everything accepted has finished")
  default void close_whileTasksRun_waitsForThem(@TempDir Path directory) {
    requires(Capability.CONCURRENT);
    try (TaskExecutor executor = open(1); Gate gate = Gate.in(directory)) {
      TaskFuture<String> running = Tasks.begin(executor, gate);
      TaskFuture<Integer> waiting = executor.submit(() -> 1);
      try (Aside<Boolean> closing = Aside.start(() -> {
        END.accept(executor);
        return running.isDone() && waiting.isDone();
      })) {
        closing.awaitBlocked();
        boolean early = closing.isDone();

        gate.open();

        assertTrue(closing.result(), "everything was done when close returned");
        assertFalse(early, "close returned while a task ran");
        assertEquals(1, valueOf(waiting));
      }
    }
  }

  @Test
  @DisplayName("E5: an interrupt turns a close that waits into shutdownNow, and is kept as the thread's flag")
  default void close_interruptedWhileATaskNeverEnds_cancelsIt(@TempDir Path directory) {
    requires(Capability.CONCURRENT);
    try (TaskExecutor executor = open(1); Gate gate = Gate.in(directory)) {
      TaskFuture<String> endless = Tasks.begin(executor, gate);
      TaskFuture<Integer> waiting = executor.submit(() -> 1);
      try (Aside<Boolean> closing = Aside.start(() -> {
        END.accept(executor);
        return Thread.currentThread().isInterrupted();
      })) {
        closing.awaitBlocked();

        closing.interrupt();

        assertTrue(closing.result(), "the flag is set when close returns");
        assertCancelled(endless);
        assertCancelled(waiting);
        assertTrue(executor.isTerminated());
      }
    }
  }

  @Test
  @Tag(OnePerRule.TAG)
  @DisplayName("E5: when close returns no thread, process, socket or file of ours is left")
  default void close_afterWork_leavesNothingAtThatMoment() {
    Belongings before = Belongings.now();
    for (int i = 0; i < 5; i++) {
      List<TaskFuture<?>> futures = new ArrayList<>();
      try (TaskExecutor executor = open()) {
        for (int j = 0; j < 10; j++) {
          TaskFuture<Integer> future = executor.submit(TaskOptions.defaults().withTimeout(PATIENCE), Tasks::square, j);
          future.addListener(() -> { }, Runnable::run);
          futures.add(future);
        }
      }
      Set<String> left = new TreeSet<>(Belongings.now().items());
      left.removeAll(before.items());

      assertEquals(Set.of(), left, "left when close had returned, in round " + i);
      awaitDone(futures);
    }
  }

  @Test
  @DisplayName("E5: close may be called twice, and from a task of the executor")
  default void close_fromATask_doesNotWaitForItself() throws InterruptedException {
    requires(Capability.CONCURRENT);
    requiresNo(Capability.ISOLATES);
    try (TaskExecutor executor = open(2)) {
      TaskFuture<?> closing = executor.submit(() -> END.accept(executor));

      Outcomes.valueOf(closing);

      assertTrue(executor.awaitTermination(PATIENCE));
      END.accept(executor);
      assertTrue(executor.isTerminated());
    }
  }

  @Test
  @DisplayName("E6: whatever becomes of tasks, every future ends, with a value or a typed exception")
  default void tasks_ofEveryFate_allEnd(@TempDir Path directory) {
    requires(Capability.CONCURRENT);
    List<TaskFuture<?>> futures = new ArrayList<>();
    try (TaskExecutor executor = open(config -> config.maxTasksPerWorker(50)); Gate gate = Gate.in(directory)) {
      for (int i = 0; i < 100; i++) {
        int number = i;
        futures.add(executor.submit(Tasks::square, number));
        futures.add(executor.submit(() -> Tasks.fail("failure " + number)));
        TaskFuture<?> cancelled = executor.submit(Tasks::square, number);
        cancelled.cancel(true);
        futures.add(cancelled);
        if (i % 20 == 0) {
          futures.add(executor.submit(TaskOptions.defaults().withTimeout(Duration.ofMillis(5)), new Tasks.Hold(gate)));
          futures.add(has(Capability.SURVIVES_CRASHES)
              ? executor.submit(() -> Runtime.getRuntime().halt(3)) : executor.submit(() -> Tasks.recurse(0)));
        }
      }
      awaitDone(futures);
    }
    assertTrue(futures.stream().map(TaskFuture::status).allMatch(TaskStatus::isDone));
    assertTrue(futures.stream().filter(future -> future.status() == TaskStatus.FAILED)
        .noneMatch(future -> future.exceptionNow().getClass() == RuntimeException.class), "failures are typed");
  }

  @Test
  @Tag(OnePerRule.TAG)
  @DisplayName("E6: shutdownNow ends every future at once, those of a map, a queue and a blocked submitter too")
  default void shutdownNow_withEverythingUnderWay_endsAllFutures(@TempDir Path directory) {
    requires(Capability.CONCURRENT);
    try (TaskExecutor executor = open(2); Gate gate = Gate.in(directory)) {
      List<TaskFuture<?>> futures = new ArrayList<>();
      futures.add(Tasks.begin(executor, gate));
      futures.add(Tasks.begin(executor, gate));
      for (int i = 0; i < 100; i++) {
        futures.add(executor.submit(Tasks::square, i));
      }
      List<String> outcomes;
      try (Aside<List<String>> mapping = Aside.start(() -> MapContract.outcomes(executor.map(Tasks::square, List.of(1, 2, 3))))) {
        mapping.awaitBlocked();

        executor.shutdownNow();

        outcomes = mapping.result();
      }
      futures.forEach(Outcomes::assertCancelled);
      assertEquals(List.of("cancelled", "cancelled", "cancelled"), outcomes);
    }
  }
}
