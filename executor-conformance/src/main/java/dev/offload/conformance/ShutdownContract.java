package dev.offload.conformance;

import static dev.offload.conformance.Eventually.eventually;
import static dev.offload.conformance.Outcomes.assertCancelled;
import static dev.offload.conformance.Outcomes.awaitDone;
import static dev.offload.conformance.Outcomes.valueOf;
import static dev.offload.conformance.Outcomes.valuesOf;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.offload.Capability;
import dev.offload.Results;
import dev.offload.ShutdownMode;
import dev.offload.TaskExecutor;
import dev.offload.TaskFuture;
import dev.offload.TaskOptions;
import dev.offload.TaskStatus;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The three ways to shut down: rule E4. */
public interface ShutdownContract extends ContractSubject {
  /** Keeps the worker busy, where tasks run beside the test, so that what is submitted next has not begun when the shutdown comes. */
  private void occupy(TaskExecutor executor, Gate gate) {
    if (has(Capability.CONCURRENT)) {
      Tasks.begin(executor, gate);
    }
  }

  @Test
  @DisplayName("E4: shutdown finishes what was accepted: 50 tasks, all results arrive")
  default void shutdown_afterFiftyTasks_finishesThem(@TempDir Path directory) {
    List<Integer> expected = IntStream.range(0, 50).map(Tasks::square).boxed().toList();
    List<TaskFuture<Integer>> futures;
    try (TaskExecutor executor = open(1); Gate gate = Gate.in(directory)) {
      occupy(executor, gate);
      futures = IntStream.range(0, 50).mapToObj(number -> executor.submit(Tasks::square, number)).toList();

      executor.shutdown();

      assertTrue(executor.isShutdown());
    }
    assertTrue(futures.stream().allMatch(TaskFuture::isDone), "close waits for them");
    assertEquals(expected, valuesOf(futures));
  }

  @Test
  @DisplayName("E4: a map that was submitted before an immediate shutdown gives all its results")
  default void shutdown_rightAfterMap_finishesIt(@TempDir Path directory) {
    try (TaskExecutor executor = open(1); Gate gate = Gate.in(directory)) {
      occupy(executor, gate);
      Results<Integer> results = executor.map(Tasks::square, IntStream.range(0, 50).boxed().toList());

      executor.shutdown();

      gate.open();
      assertEquals(IntStream.range(0, 50).map(Tasks::square).boxed().toList(), results.toList());
    }
  }

  @Test
  @Tag(OnePerRule.TAG)
  @DisplayName("E4: CANCEL_PENDING cancels what has not started and finishes what runs")
  default void shutdownCancelPending_whileBusy_cancelsWhatWaits(@TempDir Path directory) {
    requires(Capability.CONCURRENT);
    Marker ran = Marker.in(directory);
    try (TaskExecutor executor = open(1); Gate gate = Gate.in(directory)) {
      TaskFuture<String> running = Tasks.begin(executor, gate);
      List<TaskFuture<String>> waiting = IntStream.range(0, 10)
          .mapToObj(number -> executor.submit(new Tasks.Mark(ran, "" + number))).toList();

      executor.shutdown(ShutdownMode.CANCEL_PENDING);

      waiting.forEach(Outcomes::assertCancelled);
      assertEquals(TaskStatus.RUNNING, running.status());
      gate.open();
      assertEquals("held", valueOf(running));
    }
    assertEquals(0, ran.count());
  }

  @Test
  @DisplayName("E4: a later, milder shutdown cannot undo a stricter one; a later, stricter one counts")
  default void shutdown_ofSeveralModes_followsTheStrictest(@TempDir Path directory) {
    requires(Capability.CONCURRENT);
    try (TaskExecutor executor = open(1); Gate gate = Gate.in(directory)) {
      TaskFuture<String> running = Tasks.begin(executor, gate);
      TaskFuture<Integer> waiting = executor.submit(() -> 1);

      executor.shutdown();
      assertFalse(waiting.isDone(), "plain shutdown leaves it waiting");
      executor.shutdown(ShutdownMode.CANCEL_PENDING);
      executor.shutdown();

      assertCancelled(waiting);
      assertFalse(running.isDone());
      executor.shutdownNow();
      executor.shutdown(ShutdownMode.CANCEL_PENDING);
      assertCancelled(running);
    }
  }

  @Test
  @DisplayName("E4: shutdownNow cancels what runs, too, and interrupts it")
  default void shutdownNow_whileBusy_cancelsEverything(@TempDir Path directory) {
    requires(Capability.CONCURRENT);
    Marker marks = Marker.in(directory);
    try (TaskExecutor executor = open(1); Gate gate = Gate.in(directory)) {
      TaskFuture<String> running = Tasks.begin(executor, TaskOptions.defaults(), new Tasks.Interruptible(gate, marks), gate);
      List<TaskFuture<Integer>> waiting = IntStream.range(0, 10).mapToObj(number -> executor.submit(Tasks::square, number)).toList();

      executor.shutdownNow();

      assertCancelled(running);
      waiting.forEach(Outcomes::assertCancelled);
      eventually(() -> marks.lines().equals(List.of("interrupted")), "the interrupt of the running task");
    }
  }

  @Test
  @DisplayName("E4: shutdown may be called again and again, before and after the end")
  default void shutdown_again_changesNothing() throws InterruptedException {
    try (TaskExecutor executor = open()) {
      TaskFuture<Integer> future = executor.submit(() -> 1);
      executor.shutdown();
      executor.shutdown();
      int value = valueOf(future);
      boolean terminated = executor.awaitTermination(PATIENCE);
      executor.shutdown();
      executor.shutdownNow();

      assertEquals(1, value);
      assertTrue(terminated);
      assertTrue(executor.isShutdown());
      assertTrue(executor.isTerminated());
      assertEquals(TaskStatus.SUCCEEDED, future.status());
    }
  }

  @Test
  @DisplayName("E4: two threads may shut down at once, 100 times")
  default void shutdown_fromTwoThreads_endsOnce() throws InterruptedException {
    requires(Capability.CONCURRENT);
    for (int i = 0; i < 100; i++) {
      try (TaskExecutor executor = open(1)) {
        List<TaskFuture<Integer>> futures = i % 25 == 0
            ? List.of(executor.submit(() -> 1), executor.submit(() -> 2)) : List.of();
        try (Aside<Boolean> other = Aside.start(() -> {
          executor.shutdown(ShutdownMode.CANCEL_PENDING);
          return executor.awaitTermination(PATIENCE);
        })) {
          executor.shutdown();
          assertTrue(executor.awaitTermination(PATIENCE));
          assertTrue(other.result());
        }
        awaitDone(futures);
      }
    }
  }

  @Test
  @DisplayName("E4: an executor that never had a task shuts down")
  default void shutdown_withoutTasks_terminates() throws InterruptedException {
    try (TaskExecutor executor = open()) {
      assertFalse(executor.isShutdown());
      assertFalse(executor.isTerminated());

      executor.shutdownNow();

      assertTrue(executor.awaitTermination(PATIENCE));
    }
  }
}
