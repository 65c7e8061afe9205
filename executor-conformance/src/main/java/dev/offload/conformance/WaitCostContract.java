package dev.offload.conformance;

import static dev.offload.ReturnWhen.ALL_COMPLETED;
import static dev.offload.ReturnWhen.FIRST_COMPLETED;
import static dev.offload.conformance.Outcomes.valuesOf;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.offload.Capability;
import dev.offload.Completed;
import dev.offload.ReturnWhen;
import dev.offload.TaskExecutor;
import dev.offload.TaskFuture;
import dev.offload.TaskFutures;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What waiting costs and leaves behind: rule W4. */
public interface WaitCostContract extends ContractSubject {
  @Test
  @Tag(OnePerRule.TAG)
  @DisplayName("W4: a thousand waits on the same pending futures leave nothing behind")
  default void waitFor_thousandTimes_leavesNothingBehind(@TempDir Path directory) throws Exception {
    requires(Capability.CONCURRENT);
    try (TaskExecutor executor = open(1); Gate gate = Gate.in(directory)) {
      TaskFuture<String> running = Tasks.begin(executor, gate);
      TaskFuture<Integer> waiting = executor.submit(() -> 1);
      List<TaskFuture<?>> both = List.of(running, waiting);
      waitInEveryWay(both);
      int before = Residue.of(both.toArray());

      for (int i = 0; i < ROUNDS; i++) {
        waitInEveryWay(both);
      }

      assertTrue(before > 5, () -> "the count reaches into the futures, but found " + before);
      assertEquals(before, Residue.of(both.toArray()), "objects that hang on the two futures");
    }
  }

  private static void waitInEveryWay(List<TaskFuture<?>> futures) throws Exception {
    for (ReturnWhen returnWhen : ReturnWhen.values()) {
      TaskFutures.waitFor(futures, returnWhen, Duration.ofNanos(1));
      TaskFutures.waitFor(futures, returnWhen, Duration.ofNanos(100_000));
    }
    for (TaskFuture<?> future : futures) {
      Outcomes.assertNotDoneWithin(Duration.ofNanos(1), future);
    }
    try (Completed<Object> completed = TaskFutures.asCompleted(futures, Duration.ofNanos(1))) {
      assertTrue(completed.hasNext());
    }
  }

  @Test
  @DisplayName("W4: waits that were interrupted leave nothing behind")
  default void waits_interrupted_leaveNothingBehind(@TempDir Path directory) {
    requires(Capability.CONCURRENT);
    try (TaskExecutor executor = open(1); Gate gate = Gate.in(directory)) {
      TaskFuture<String> future = Tasks.begin(executor, gate);
      Outcomes.assertNotDoneWithin(Duration.ofNanos(1), future);
      int before = Residue.of(future);

      for (int i = 0; i < 50; i++) {
        try (Aside<String> getting = Aside.start(future::get);
            Aside<Object> waiting = Aside.start(() -> TaskFutures.waitFor(List.of(future), ALL_COMPLETED))) {
          getting.awaitBlocked();
          waiting.awaitBlocked();
        }
      }

      assertEquals(before, Residue.of(future), "objects that hang on the future");
    }
  }

  @Test
  @DisplayName("W4: a wait does not poll: it asks a future a few times, however long it waits")
  default void waitFor_aWhile_asksAFewTimes(@TempDir Path directory) throws InterruptedException {
    requires(Capability.CONCURRENT);
    try (TaskExecutor executor = open(1); Gate gate = Gate.in(directory)) {
      AtomicInteger calls = new AtomicInteger();
      TaskFuture<String> future = Foreign.of(Tasks.begin(executor, gate), calls);

      TaskFutures.waitFor(List.of(future), ALL_COMPLETED, Duration.ofMillis(300));

      assertTrue(calls.get() <= 10, () -> "the future was asked " + calls + " times in one wait");
    }
  }

  @Test
  @DisplayName("W4: looping on FIRST_COMPLETED over n futures costs O(n) per future that completes")
  default void waitForFirst_inALoop_costsNoMoreThanNPerFuture() throws InterruptedException {
    requires(Capability.CONCURRENT);
    int n = 50;
    try (TaskExecutor executor = open()) {
      AtomicInteger calls = new AtomicInteger();
      List<TaskFuture<Integer>> left = foreign(executor, n, calls);
      int rounds = 0;
      while (!left.isEmpty()) {
        left = new ArrayList<>(TaskFutures.<Integer>waitFor(left, FIRST_COMPLETED).notDone());
        rounds++;
      }

      int most = 10 * n * rounds;
      assertTrue(calls.get() <= most, () -> calls + " questions, " + most + " would have been enough");
    }
  }

  @Test
  @DisplayName("W4: asCompleted costs O(1) per future")
  default void asCompleted_overManyFutures_costsTheSamePerFuture() {
    requires(Capability.CONCURRENT);
    int n = 500;
    try (TaskExecutor executor = open()) {
      AtomicInteger calls = new AtomicInteger();
      List<TaskFuture<Integer>> futures = foreign(executor, n, calls);
      int yielded = 0;
      try (Completed<Integer> completed = TaskFutures.asCompleted(futures)) {
        while (completed.hasNext()) {
          completed.next();
          yielded++;
        }
      }

      assertEquals(n, yielded);
      assertTrue(calls.get() <= 10 * n, () -> calls + " questions to " + n + " futures");
    }
  }

  private static List<TaskFuture<Integer>> foreign(TaskExecutor executor, int n, AtomicInteger calls) {
    List<TaskFuture<Integer>> futures = new ArrayList<>();
    for (int i = 0; i < n; i++) {
      futures.add(Foreign.of(executor.submit(Tasks::square, i), calls));
    }
    return futures;
  }

  @Test
  @DisplayName("W2: 100 futures that end at once, 1,000 rounds: no wake-up is lost")
  default void waitFor_hundredEndingAtOnce_losesNoWakeUp(@TempDir Path directory) {
    requires(Capability.CONCURRENT);
    try (TaskExecutor executor = open(1); Gate gate = Gate.in(directory)) {
      Tasks.begin(executor, gate);
      for (int round = 0; round < ROUNDS; round++) {
        List<TaskFuture<Integer>> futures = IntStream.range(0, 100).mapToObj(number -> executor.submit(Tasks::square, number)).toList();
        ReturnWhen returnWhen = round % 2 == 0 ? ALL_COMPLETED : FIRST_COMPLETED;
        try (Aside<Integer> waiting = Aside.start(() -> TaskFutures.waitFor(futures, returnWhen).done().size())) {
          futures.forEach(future -> future.cancel(false));
          int done = waiting.result();
          assertTrue(returnWhen == ALL_COMPLETED ? done == 100 : done >= 1, () -> done + " done by " + returnWhen);
        }
      }
    }
  }

  @Test
  @DisplayName("W2: waits while workers end tasks, 1,000 rounds: no wake-up is lost")
  default void waitFor_whileWorkersEndTasks_losesNoWakeUp() throws InterruptedException {
    requires(Capability.CONCURRENT);
    List<Integer> expected = IntStream.range(0, 10).map(Tasks::square).boxed().toList();
    try (TaskExecutor executor = open()) {
      for (int round = 0; round < ROUNDS; round++) {
        List<TaskFuture<Integer>> futures = IntStream.range(0, 10).mapToObj(number -> executor.submit(Tasks::square, number)).toList();
        assertEquals(futures, TaskFutures.waitFor(futures, ALL_COMPLETED, PATIENCE).done());
        assertEquals(expected, valuesOf(futures));
      }
    }
  }
}
