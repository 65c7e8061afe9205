package dev.offload.conformance;

import static dev.offload.ReturnWhen.ALL_COMPLETED;
import static dev.offload.ReturnWhen.FIRST_COMPLETED;
import static dev.offload.ReturnWhen.FIRST_EXCEPTION;
import static dev.offload.conformance.Outcomes.awaitDone;
import static dev.offload.conformance.Outcomes.valueOf;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.offload.Capability;
import dev.offload.ReturnWhen;
import dev.offload.TaskExecutor;
import dev.offload.TaskFuture;
import dev.offload.TaskFutures;
import dev.offload.Waited;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Waiting for several futures: rules W1 to W7. Here W1 to W3. */
public interface WaitContract extends WaitCostContract, AsCompletedContract, WaitInterruptContract {
  @Test
  @Tag(OnePerRule.TAG)
  @DisplayName("W1: done and notDone hold each future once, in the order given")
  default void waitFor_duplicates_keepsTheOrderGiven(@TempDir Path directory) throws InterruptedException {
    requires(Capability.CONCURRENT);
    try (TaskExecutor executor = open(1); Gate gate = Gate.in(directory)) {
      TaskFuture<Integer> second = executor.submit(() -> 2);
      TaskFuture<Integer> first = executor.submit(() -> 1);
      awaitDone(List.of(first, second));
      TaskFuture<String> running = Tasks.begin(executor, gate);
      TaskFuture<Integer> waiting = executor.submit(() -> 3);

      Waited<Object> waited = TaskFutures.waitFor(
          List.of(waiting, first, running, second, first, waiting, second), FIRST_COMPLETED);

      assertEquals(List.of(first, second), waited.done());
      assertEquals(List.of(waiting, running), waited.notDone());
    }
  }

  @Test
  @DisplayName("W1: futures of two executors, and of another library, may be mixed")
  default void waitFor_futuresOfManyOrigins_waitsForAll(@TempDir Path directory) throws InterruptedException {
    requires(Capability.CONCURRENT);
    try (TaskExecutor one = open(1); TaskExecutor two = open(1); Gate gate = Gate.in(directory)) {
      TaskFuture<String> ofOne = Tasks.begin(one, gate);
      TaskFuture<String> ofTwo = Tasks.begin(two, gate);
      TaskFuture<String> foreign = Foreign.of(one.submit(() -> "foreign"));
      List<TaskFuture<String>> all = List.of(ofOne, foreign, ofTwo);
      try (Aside<Waited<String>> waiting = Aside.start(() -> TaskFutures.waitFor(all, ALL_COMPLETED))) {
        waiting.awaitBlocked();

        gate.open();

        assertEquals(all, waiting.result().done());
        assertEquals(List.of(), waiting.result().notDone());
      }
    }
  }

  @Test
  @DisplayName("W2: ALL_COMPLETED returns when the last one is done, cancelled and failed ones included")
  default void waitForAll_mixedOutcomes_returnsAtTheLast(@TempDir Path directory) {
    requires(Capability.CONCURRENT);
    try (TaskExecutor executor = open(2); Gate gate = Gate.in(directory)) {
      TaskFuture<String> running = Tasks.begin(executor, gate);
      TaskFuture<Object> failed = executor.submit(() -> Tasks.fail("broken"));
      TaskFuture<Integer> value = executor.submit(() -> 1);
      awaitDone(List.of(failed, value));
      TaskFuture<String> cancelled = Tasks.begin(executor, gate);
      List<TaskFuture<?>> all = List.of(running, failed, value, cancelled);
      try (Aside<Waited<Object>> waiting = Aside.start(() -> TaskFutures.waitFor(all, ALL_COMPLETED))) {
        waiting.awaitBlocked();
        cancelled.cancel(true);
        waiting.awaitBlocked();
        boolean early = waiting.isDone();

        gate.open();

        assertEquals(all, waiting.result().done());
        assertFalse(early, "it returned before the last one was done");
      }
    }
  }

  @Test
  @DisplayName("W2: FIRST_COMPLETED returns with everything that is done by then")
  default void waitForFirst_someDone_returnsThemAll(@TempDir Path directory) throws InterruptedException {
    requires(Capability.CONCURRENT);
    try (TaskExecutor executor = open(2); Gate gate = Gate.in(directory)) {
      TaskFuture<String> running = Tasks.begin(executor, gate);
      List<TaskFuture<Integer>> done = List.of(executor.submit(() -> 1), executor.submit(() -> 2));
      awaitDone(done);

      Waited<Object> waited = TaskFutures.waitFor(List.of(done.get(0), running, done.get(1)), FIRST_COMPLETED);

      assertEquals(done, waited.done());
      assertEquals(List.of(running), waited.notDone());
    }
  }

  @Test
  @Tag(OnePerRule.TAG)
  @DisplayName("W2: FIRST_COMPLETED is woken by a value, a failure and a cancellation")
  default void waitForFirst_noneDone_isWokenByAnyOutcome(@TempDir Path directory) {
    requires(Capability.CONCURRENT);
    for (String outcome : List.of("value", "failure", "cancel")) {
      try (TaskExecutor executor = open(2); Gate gate = Gate.in(directory); Gate other = Gate.in(directory)) {
        TaskFuture<Object> first = executor.submit(() -> {
          gate.pass();
          return outcome.equals("failure") ? Tasks.fail("broken") : "value";
        });
        TaskFuture<String> second = Tasks.begin(executor, other);
        gate.awaitArrivals(1);
        try (Aside<Waited<Object>> waiting = Aside.start(() -> TaskFutures.waitFor(List.of(first, second), FIRST_COMPLETED))) {
          waiting.awaitBlocked();

          if (outcome.equals("cancel")) {
            first.cancel(true);
          }
          gate.open();

          assertEquals(List.of(first), waiting.result().done());
          assertEquals(List.of(second), waiting.result().notDone());
        }
      }
    }
  }

  @Test
  @DisplayName("W2: FIRST_EXCEPTION returns at a failure; a cancelled future is no exception")
  default void waitForException_cancelledThenFailed_returnsAtTheFailure(@TempDir Path directory) throws InterruptedException {
    requires(Capability.CONCURRENT);
    try (TaskExecutor executor = open(2); Gate gate = Gate.in(directory); Gate other = Gate.in(directory)) {
      final TaskFuture<String> running = Tasks.begin(executor, other);
      TaskFuture<Object> failing = executor.submit(() -> {
        gate.pass();
        return Tasks.fail("broken");
      });
      TaskFuture<Integer> cancelled = executor.submit(() -> 1);
      cancelled.cancel(false);
      List<TaskFuture<?>> all = List.of(running, cancelled, failing);

      Waited<Object> before = TaskFutures.waitFor(all, FIRST_EXCEPTION, Duration.ofMillis(50));
      try (Aside<Waited<Object>> waiting = Aside.start(() -> TaskFutures.waitFor(all, FIRST_EXCEPTION))) {
        waiting.awaitBlocked();
        gate.open();

        assertEquals(List.of(cancelled), before.done());
        assertEquals(List.of(cancelled, failing), waiting.result().done());
        assertEquals(List.of(running), waiting.result().notDone());
      }
    }
  }

  @Test
  @DisplayName("W2: FIRST_EXCEPTION sees a failure that is there already, and waits for all where there is none")
  default void waitForException_failedAlreadyOrNever_returns() throws InterruptedException {
    try (TaskExecutor executor = open()) {
      TaskFuture<Object> failed = executor.submit(() -> Tasks.fail("broken"));
      List<TaskFuture<Integer>> values = IntStream.range(0, 20).mapToObj(number -> executor.submit(Tasks::square, number)).toList();

      Waited<Integer> all = TaskFutures.waitFor(values, FIRST_EXCEPTION);
      Waited<Object> one = TaskFutures.waitFor(List.of(failed), FIRST_EXCEPTION);

      assertEquals(values, all.done());
      assertEquals(List.of(failed), one.done());
    }
  }

  @Test
  @Tag(OnePerRule.TAG)
  @DisplayName("W3: a time-out is no error, it returns what is done so far; zero looks only")
  default void waitFor_outOfTime_returnsWhatIsDone(@TempDir Path directory) throws InterruptedException {
    requires(Capability.CONCURRENT);
    try (TaskExecutor executor = open(2); Gate gate = Gate.in(directory)) {
      TaskFuture<String> running = Tasks.begin(executor, gate);
      TaskFuture<Integer> done = executor.submit(() -> 1);
      valueOf(done);
      for (Duration timeout : List.of(Duration.ZERO, Duration.ofSeconds(-1), Duration.ofMillis(50))) {
        Waited<Object> waited = TaskFutures.waitFor(List.of(running, done), ALL_COMPLETED, timeout);

        assertEquals(List.of(done), waited.done());
        assertEquals(List.of(running), waited.notDone());
      }
      assertFalse(running.isDone(), "nothing was cancelled");
    }
  }

  @Test
  @DisplayName("W3: an empty input returns at once")
  default void waitFor_nothing_returnsAtOnce() throws InterruptedException {
    for (ReturnWhen returnWhen : ReturnWhen.values()) {
      Waited<Integer> waited = TaskFutures.waitFor(new ArrayList<TaskFuture<Integer>>(), returnWhen);

      assertTrue(waited.done().isEmpty() && waited.notDone().isEmpty());
    }
  }
}
