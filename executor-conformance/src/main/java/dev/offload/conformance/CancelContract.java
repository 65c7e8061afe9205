package dev.offload.conformance;

import static dev.offload.conformance.Eventually.eventually;
import static dev.offload.conformance.Outcomes.assertCancelled;
import static dev.offload.conformance.Outcomes.awaitDone;
import static dev.offload.conformance.Outcomes.awaitStopped;
import static dev.offload.conformance.Outcomes.valueOf;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.util.concurrent.MoreExecutors;
import dev.offload.Capability;
import dev.offload.TaskExecutor;
import dev.offload.TaskFuture;
import dev.offload.TaskOptions;
import dev.offload.TaskStatus;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Cancelling and time-outs: rules K1 to K7. Here K1 to K4. */
public interface CancelContract extends CancelStormContract, StoppedContract, TimeoutContract {
  @Test
  @Tag(OnePerRule.TAG)
  @DisplayName("K1: cancel of a pending task is true, and the task never runs")
  default void cancel_pending_isTrueAndTheTaskNeverRuns(@TempDir Path directory) {
    requires(Capability.CONCURRENT);
    Marker marks = Marker.in(directory);
    try (TaskExecutor executor = open(1); Gate gate = Gate.in(directory)) {
      Tasks.begin(executor, gate);
      for (boolean mayInterrupt : List.of(true, false)) {
        TaskFuture<String> future = executor.submit(new Tasks.Mark(marks, "ran"));

        assertTrue(future.cancel(mayInterrupt));

        assertEquals(TaskStatus.CANCELLED, future.status());
        assertTrue(future.isCancelled());
        assertCancelled(future);
      }
      gate.open();
      assertEquals("last", valueOf(executor.submit(new Tasks.Mark(marks, "last"))));
    }
    assertEquals(List.of("last"), marks.lines());
  }

  @Test
  @Tag(OnePerRule.TAG)
  @DisplayName("K2: cancel(false) of a running task is false, and nothing happens")
  default void cancelFalse_running_isFalseAndNothingHappens(@TempDir Path directory) {
    requires(Capability.CONCURRENT);
    Marker marks = Marker.in(directory);
    try (TaskExecutor executor = open(1); Gate gate = Gate.in(directory)) {
      TaskFuture<String> future =
          Tasks.begin(executor, TaskOptions.defaults(), new Tasks.Interruptible(gate, marks), gate);

      boolean cancelled = future.cancel(false);

      assertFalse(cancelled, "cancel(false) of a running task");
      assertEquals(TaskStatus.RUNNING, future.status());
      gate.open();
      assertEquals("not interrupted", valueOf(future));
      assertEquals(0, marks.count());
    }
  }

  @Test
  @Tag(OnePerRule.TAG)
  @DisplayName("K3: cancel(true) of a running task is true, CANCELLED at once, and interrupts it")
  default void cancelTrue_running_interruptsTheTask(@TempDir Path directory) {
    requires(Capability.CONCURRENT);
    Marker marks = Marker.in(directory);
    try (TaskExecutor executor = open(1); Gate gate = Gate.in(directory)) {
      TaskFuture<String> future =
          Tasks.begin(executor, TaskOptions.defaults(), new Tasks.Interruptible(gate, marks), gate);

      boolean cancelled = future.cancel(true);

      assertTrue(cancelled);
      assertEquals(TaskStatus.CANCELLED, future.status());
      assertCancelled(future);
      eventually(() -> marks.lines().equals(List.of("interrupted")), "the task's interrupt");
      assertEquals(1, valueOf(executor.submit(() -> 1)), "the executor goes on");
    }
  }

  @Test
  @DisplayName("K3: the interrupt reaches the task it is meant for, and no other, 200 times")
  default void cancelTrue_running_interruptsNoOtherTask(@TempDir Path directory) {
    requires(Capability.CONCURRENT);
    try (TaskExecutor executor = open(1)) {
      for (int i = 0; i < 200; i++) {
        TaskFuture<Integer> cancelled = executor.submit(() -> 1);
        TaskFuture<Boolean> next = executor.submit(() -> {
          boolean flag = Thread.currentThread().isInterrupted();
          Thread.yield();
          return flag || Thread.currentThread().isInterrupted();
        });
        cancelled.cancel(true);
        assertFalse(valueOf(next), "another task's interrupt, in round " + i);
      }
    }
  }

  @Test
  @DisplayName("K3: a task that ignores its interrupt for cancelGrace is stopped; no other is harmed")
  default void cancelTrue_ofATaskThatIgnoresIt_endsItsWorker(@TempDir Path directory) {
    requires(Capability.CONCURRENT, Capability.STOPS_TASKS);
    Marker marks = Marker.in(directory);
    try (TaskExecutor executor = open(config -> config.cancelGrace(Duration.ofMillis(200)));
        Gate neighbours = Gate.in(directory);
        Gate gate = Gate.in(directory)) {
      TaskFuture<String> stubborn = Tasks.begin(executor, TaskOptions.defaults(), new Tasks.Stubborn(gate, marks), gate);
      final TaskFuture<String> neighbour = Tasks.begin(executor, neighbours);
      final List<TaskFuture<Integer>> queued =
          IntStream.range(0, 10).mapToObj(number -> executor.submit(Tasks::square, number)).toList();

      assertTrue(stubborn.cancel(true));
      assertEquals(TaskStatus.CANCELLED, stubborn.status());
      awaitStopped(stubborn);

      for (int i = 0; i < queued.size(); i++) {
        assertEquals(i * i, valueOf(queued.get(i)));
      }
      neighbours.open();
      assertEquals("held", valueOf(neighbour));
      assertFalse(marks.lines().contains("ended"), "the task did not end by itself");
    }
  }

  @Test
  @DisplayName("K3: a task that heeds its interrupt keeps its worker")
  default void cancelTrue_ofATaskThatHeedsIt_keepsTheWorker(@TempDir Path directory) {
    requires(Capability.CONCURRENT);
    try (TaskExecutor executor = open(1); Gate gate = Gate.in(directory)) {
      final String before = valueOf(executor.submit(Tasks::worker));
      TaskFuture<String> future = Tasks.begin(executor, gate);

      future.cancel(true);
      awaitStopped(future);

      assertEquals(before, valueOf(executor.submit(Tasks::worker)));
    }
  }

  @Test
  @Tag(OnePerRule.TAG)
  @DisplayName("K4: cancel of a finished or cancelled future is false, and runs no listener twice")
  default void cancel_ofADoneFuture_isFalse(@TempDir Path directory) {
    requires(Capability.CONCURRENT);
    try (TaskExecutor executor = open(1); Gate gate = Gate.in(directory)) {
      TaskFuture<Integer> value = executor.submit(() -> 1);
      TaskFuture<Object> failure = executor.submit(() -> Tasks.fail("broken"));
      awaitDone(List.of(value, failure));
      Tasks.begin(executor, gate);
      TaskFuture<Integer> cancelled = executor.submit(() -> 1);
      AtomicInteger told = new AtomicInteger();
      cancelled.addListener(told::incrementAndGet, MoreExecutors.directExecutor());
      assertTrue(cancelled.cancel(false));

      for (TaskFuture<?> future : List.of(value, failure, cancelled)) {
        TaskStatus before = future.status();
        assertFalse(future.cancel(true), "a second cancel");
        assertFalse(future.cancel(false), "a third cancel");
        assertEquals(before, future.status());
      }
      assertEquals(1, told.get(), "listener calls");
    }
  }
}
