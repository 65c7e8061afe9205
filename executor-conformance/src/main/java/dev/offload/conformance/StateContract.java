package dev.offload.conformance;

import static dev.offload.conformance.Outcomes.assertCancelled;
import static dev.offload.conformance.Outcomes.assertMentions;
import static dev.offload.conformance.Outcomes.awaitStopped;
import static dev.offload.conformance.Outcomes.failureOf;
import static dev.offload.conformance.Outcomes.valueOf;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.util.concurrent.MoreExecutors;
import dev.offload.Capability;
import dev.offload.MapOptions;
import dev.offload.Results;
import dev.offload.ReturnWhen;
import dev.offload.TaskExecutor;
import dev.offload.TaskFuture;
import dev.offload.TaskFutures;
import dev.offload.TaskOptions;
import dev.offload.TaskStatus;
import dev.offload.Timeline;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** States: rules S1 to S3. */
public interface StateContract extends RaceContract {
  @Test
  @DisplayName("S1: a task that returned is SUCCEEDED, and stays so")
  default void future_thatSucceeded_staysSucceeded() {
    try (TaskExecutor executor = open()) {
      TaskFuture<Integer> future = executor.submit(() -> 42);
      int value = valueOf(future);

      boolean cancelled = future.cancel(true);

      assertEquals(42, value);
      assertFalse(cancelled);
      assertEquals(TaskStatus.SUCCEEDED, future.status());
      assertTrue(future.isDone());
      assertFalse(future.isCancelled());
      assertEquals(42, valueOf(future));
      assertMentions(future.toString(), "finished returned Integer");
    }
  }

  @Test
  @DisplayName("S1: a task that threw is FAILED, and stays so")
  default void future_thatFailed_staysFailed() {
    try (TaskExecutor executor = open()) {
      TaskFuture<Object> future = executor.submit(() -> Tasks.fail("broken"));
      failureOf(IOException.class, future);

      boolean cancelled = future.cancel(true);

      assertFalse(cancelled);
      assertEquals(TaskStatus.FAILED, future.status());
      assertTrue(future.isDone());
      assertFalse(future.isCancelled());
      failureOf(IOException.class, future);
      assertMentions(future.toString(), "finished raised IOException");
    }
  }

  @Test
  @Tag(OnePerRule.TAG)
  @DisplayName("S1: a value that comes after the cancellation is dropped")
  default void future_cancelledBeforeItsValue_staysCancelled(@TempDir Path directory) {
    requires(Capability.CONCURRENT);
    Marker marks = Marker.in(directory);
    try (TaskExecutor executor = open(config -> config.cancelGrace(PATIENCE)); Gate gate = Gate.in(directory)) {
      TaskFuture<String> future = Tasks.begin(executor, TaskOptions.defaults(), new Tasks.Stubborn(gate, marks), gate);
      assertTrue(future.cancel(true));

      gate.open();
      awaitStopped(future);

      assertTrue(marks.lines().contains("ended"), "the task ran to its end");
      assertEquals(TaskStatus.CANCELLED, future.status());
      assertTrue(future.isDone());
      assertTrue(future.isCancelled());
      assertCancelled(future);
      assertMentions(future.toString(), "cancelled");
    }
  }

  @Test
  @Tag(OnePerRule.TAG)
  @DisplayName("S2: only a task that a worker has begun is RUNNING")
  default void status_behindARunningTask_isPending(@TempDir Path directory) {
    requires(Capability.CONCURRENT);
    Marker marks = Marker.in(directory);
    try (TaskExecutor executor = open(1); Gate gate = Gate.in(directory)) {
      TaskFuture<String> running = Tasks.begin(executor, gate);
      List<TaskFuture<String>> waiting = new ArrayList<>();
      Stream.of("a", "b", "c", "d", "e").forEach(line -> waiting.add(executor.submit(new Tasks.Mark(marks, line))));

      List<TaskStatus> statuses = waiting.stream().map(TaskFuture::status).distinct().toList();

      assertEquals(TaskStatus.RUNNING, running.status());
      assertFalse(running.isDone());
      assertMentions(running.toString(), "running");
      assertEquals(List.of(TaskStatus.PENDING), statuses);
      assertMentions(waiting.get(0).toString(), "pending");
      assertThrows(TimeoutException.class, () -> waiting.get(0).get(0, TimeUnit.NANOSECONDS));
      assertTrue(waiting.get(0).cancel(false), "what waits can be cancelled without an interrupt");
      gate.open();
      assertEquals("e", valueOf(waiting.get(4)));
      assertEquals(List.of("b", "c", "d", "e"), marks.lines());
    }
  }

  @Test
  @DisplayName("S2: elements of a chunk that wait behind another of it are PENDING and can be cancelled")
  default void status_inAChunkBehindItsFirst_isPending(@TempDir Path directory) {
    requires(Capability.CONCURRENT);
    Marker marks = Marker.in(directory);
    Marker interrupts = Marker.in(directory);
    try (TaskExecutor executor = open(config -> config.workers(1).cancelGrace(PATIENCE)); Gate gate = Gate.in(directory)) {
      Results<Integer> results = executor.map(MapOptions.defaults().withChunkSize(5), number -> {
        marks.mark(number);
        gate.passStubbornly(interrupts);
        return number;
      }, List.of(0, 1, 2, 3, 4));
      gate.awaitArrivals(1);

      results.close();

      // All but the first were cancelled while they waited, so they never begin.
      gate.open();
      TaskFuture<Integer> next = executor.submit(() -> 7);
      assertEquals(7, valueOf(next));
      assertEquals(List.of("0"), marks.lines());
    }
  }

  @Test
  @DisplayName("S2: the timeline tells when a task was submitted, begun and finished")
  default void timeline_ofATask_growsWithItsStates(@TempDir Path directory) {
    requires(Capability.CONCURRENT);
    try (TaskExecutor executor = open(1); Gate gate = Gate.in(directory)) {
      TaskFuture<String> first = Tasks.begin(executor, gate);
      TaskFuture<Integer> second = executor.submit(() -> 1);

      Timeline whileFirstRuns = first.timeline();
      Timeline whileSecondWaits = second.timeline();
      gate.open();
      valueOf(second);

      assertTrue(whileFirstRuns.started().isPresent());
      assertTrue(whileFirstRuns.finished().isEmpty());
      assertTrue(whileSecondWaits.started().isEmpty());
      assertFalse(second.timeline().waited().orElseThrow().isNegative());
      assertFalse(second.timeline().ran().orElseThrow().isNegative());
      assertFalse(second.timeline().started().orElseThrow().isBefore(whileFirstRuns.started().orElseThrow()));
    }
  }

  @Test
  @Tag(OnePerRule.TAG)
  @DisplayName("S3: when cancel returns, get, wait, asCompleted and listeners have seen it")
  default void cancel_ofAPendingFuture_isSeenAtOnce(@TempDir Path directory) throws InterruptedException {
    requires(Capability.CONCURRENT);
    try (TaskExecutor executor = open(1); Gate gate = Gate.in(directory)) {
      Tasks.begin(executor, gate);
      assertSeenAtOnce(executor.submit(() -> "never"), false);
    }
  }

  @Test
  @DisplayName("S3: a running task's cancellation is the same CANCELLED, seen at once too")
  default void cancel_ofARunningFuture_isSeenAtOnce(@TempDir Path directory) throws InterruptedException {
    requires(Capability.CONCURRENT);
    try (TaskExecutor executor = open(1); Gate gate = Gate.in(directory)) {
      assertSeenAtOnce(Tasks.begin(executor, gate), true);
    }
  }

  @Test
  @DisplayName("S3: whoever waits is woken by the cancellation")
  default void cancel_whileOthersWait_wakesThem(@TempDir Path directory) {
    requires(Capability.CONCURRENT);
    try (TaskExecutor executor = open(1); Gate gate = Gate.in(directory)) {
      Tasks.begin(executor, gate);
      TaskFuture<String> future = executor.submit(() -> "never");
      try (Aside<String> getting = Aside.start(future::get);
          Aside<Integer> waiting = Aside.start(
              () -> TaskFutures.waitFor(List.of(future), ReturnWhen.ALL_COMPLETED).done().size());
          Aside<TaskFuture<String>> iterating = Aside.start(
              () -> TaskFutures.<String>asCompleted(List.of(future)).next())) {
        List.of(getting, waiting, iterating).forEach(Aside::awaitBlocked);

        future.cancel(false);

        getting.failure(CancellationException.class);
        assertEquals(1, waiting.result());
        assertEquals(future, iterating.result());
      }
    }
  }

  private static void assertSeenAtOnce(TaskFuture<String> future, boolean mayInterrupt) throws InterruptedException {
    AtomicInteger heard = new AtomicInteger();
    future.addListener(heard::incrementAndGet, MoreExecutors.directExecutor());

    boolean cancelled = future.cancel(mayInterrupt);

    assertTrue(cancelled);
    assertEquals(1, heard.get(), "the listener ran before cancel returned");
    assertEquals(TaskStatus.CANCELLED, future.status());
    assertThrows(CancellationException.class, () -> future.get(0, TimeUnit.NANOSECONDS));
    assertEquals(List.of(future), TaskFutures.waitFor(List.of(future), ReturnWhen.ALL_COMPLETED, Duration.ZERO).done());
    assertEquals(future, TaskFutures.asCompleted(List.of(future), Duration.ZERO).next());
    assertEquals(1, heard.get(), "the listener ran once");
  }
}
