package dev.offload.conformance;

import static dev.offload.conformance.Outcomes.assertMentions;
import static dev.offload.conformance.Outcomes.awaitDone;
import static dev.offload.conformance.Outcomes.messageOf;
import static dev.offload.conformance.Outcomes.valueOf;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.offload.Capability;
import dev.offload.Completed;
import dev.offload.ReturnWhen;
import dev.offload.TaskExecutor;
import dev.offload.TaskFuture;
import dev.offload.TaskFutures;
import dev.offload.WaitTimeoutException;
import java.lang.ref.WeakReference;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Futures as they complete: rules W5 and W6. */
public interface AsCompletedContract extends ContractSubject {
  /** Two futures that are done and two that are not. */
  private static List<TaskFuture<?>> twoOfFour(TaskExecutor executor, Gate gate) {
    TaskFuture<Integer> first = executor.submit(() -> 1);
    TaskFuture<Integer> second = executor.submit(() -> 2);
    awaitDone(List.of(first, second));
    TaskFuture<String> running = Tasks.begin(executor, gate);
    TaskFuture<Integer> waiting = executor.submit(() -> 3);
    return List.of(running, second, waiting, first);
  }

  @Test
  @Tag(OnePerRule.TAG)
  @DisplayName("W5: those already done come first, in the order given, then the others as they complete; each once")
  default void asCompleted_someDone_yieldsThemFirst(@TempDir Path directory) {
    requires(Capability.CONCURRENT);
    try (TaskExecutor executor = open(1); Gate gate = Gate.in(directory)) {
      List<TaskFuture<?>> futures = twoOfFour(executor, gate);
      List<TaskFuture<?>> twice = new ArrayList<>(futures);
      twice.addAll(futures);
      List<Object> yielded = new ArrayList<>();
      try (Completed<Object> completed = TaskFutures.asCompleted(twice)) {
        yielded.add(completed.next());
        yielded.add(completed.next());
        gate.open();
        completed.forEach(yielded::add);
      }

      assertEquals(List.of(futures.get(1), futures.get(3), futures.get(0), futures.get(2)), yielded);
    }
  }

  @Test
  @DisplayName("W5: a future cancelled during the iteration is yielded like any other")
  default void asCompleted_cancelledMeanwhile_yieldsIt(@TempDir Path directory) {
    requires(Capability.CONCURRENT);
    try (TaskExecutor executor = open(1); Gate gate = Gate.in(directory)) {
      TaskFuture<String> running = Tasks.begin(executor, gate);
      TaskFuture<Integer> waiting = executor.submit(() -> 1);
      Completed<Object> completed = TaskFutures.asCompleted(List.of(running, waiting));
      try (Aside<TaskFuture<Object>> next = Aside.start(completed::next)) {
        next.awaitBlocked();

        waiting.cancel(false);

        assertEquals(waiting, next.result());
        completed.close();
      }
    }
  }

  @Test
  @DisplayName("W5: every one of a thousand futures is yielded once, in two iterations at the same time")
  default void asCompleted_thousandFutures_yieldsEachOnce() {
    requires(Capability.CONCURRENT);
    try (TaskExecutor executor = open()) {
      List<TaskFuture<Integer>> futures = IntStream.range(0, ROUNDS).mapToObj(number -> executor.submit(Tasks::same, number)).toList();
      try (Aside<List<Integer>> other = Aside.start(() -> yielded(futures))) {
        List<Integer> mine = yielded(futures);

        assertEquals(ROUNDS, new HashSet<>(mine).size());
        assertEquals(ROUNDS, mine.size());
        List<Integer> others = new ArrayList<>(other.result());
        Collections.sort(others);
        assertEquals(IntStream.range(0, ROUNDS).boxed().toList(), others);
      }
    }
  }

  private static List<Integer> yielded(List<TaskFuture<Integer>> futures) {
    List<Integer> values = new ArrayList<>();
    try (Completed<Integer> completed = TaskFutures.asCompleted(futures)) {
      completed.forEach(future -> values.add(future.resultNow()));
    }
    return values;
  }

  @Test
  @DisplayName("W5: it keeps no reference to what it has yielded")
  default void asCompleted_yieldedFutures_areCollectable(@TempDir Path directory) {
    requires(Capability.CONCURRENT);
    try (TaskExecutor executor = open(1); Gate gate = Gate.in(directory)) {
      List<TaskFuture<?>> futures = new ArrayList<>(twoOfFour(executor, gate));
      try (Completed<Object> completed = TaskFutures.asCompleted(futures)) {
        List<WeakReference<?>> yielded = List.of(new WeakReference<>(completed.next()), new WeakReference<>(completed.next()));
        futures.clear();

        yielded.forEach(reference -> MemoryContract.assertCollected(reference, "a future that was yielded"));
        assertTrue(completed.hasNext());
      }
    }
  }

  @Test
  @DisplayName("W5: closing it midway leaves nothing behind on the futures")
  default void close_midway_leavesNothingBehind(@TempDir Path directory) {
    requires(Capability.CONCURRENT);
    try (TaskExecutor executor = open(1); Gate gate = Gate.in(directory)) {
      List<TaskFuture<?>> futures = twoOfFour(executor, gate);
      TaskFutures.asCompleted(futures).close();
      int before = Residue.of(futures.toArray());

      for (int i = 0; i < ROUNDS; i++) {
        try (Completed<Object> completed = TaskFutures.asCompleted(futures)) {
          completed.next();
        }
      }

      assertEquals(before, Residue.of(futures.toArray()), "objects that hang on the four futures");
    }
  }

  @Test
  @DisplayName("W5: a thousand iterations that were abandoned without being closed do not pile up")
  default void asCompleted_abandoned_doesNotPileUp(@TempDir Path directory) {
    requires(Capability.CONCURRENT);
    try (TaskExecutor executor = open(1); Gate gate = Gate.in(directory)) {
      List<TaskFuture<?>> futures = twoOfFour(executor, gate);
      int before = Residue.of(futures.toArray());

      for (int i = 0; i < ROUNDS / 20; i++) {
        WeakReference<?> last = abandonSome(futures);
        MemoryContract.assertCollected(last, "an abandoned iteration");
      }

      int more = Residue.of(futures.toArray()) - before;
      assertTrue(more < ROUNDS / 5, () -> more + " objects more hang on the four futures after " + ROUNDS + " abandoned iterations");
    }
  }

  private static WeakReference<?> abandonSome(List<TaskFuture<?>> futures) {
    WeakReference<?> last = null;
    for (int i = 0; i < 20; i++) {
      last = new WeakReference<>(TaskFutures.asCompleted(futures));
    }
    return last;
  }

  @Test
  @DisplayName("W5: a closed iteration is over")
  default void next_afterClose_throws() {
    try (TaskExecutor executor = open()) {
      TaskFuture<Integer> future = executor.submit(() -> 1);
      Completed<Integer> completed = TaskFutures.asCompleted(List.of(future));

      completed.close();

      assertFalse(completed.hasNext());
      assertThrows(NoSuchElementException.class, completed::next);
      assertFalse(TaskFutures.asCompleted(List.<TaskFuture<Integer>>of()).hasNext());
      assertEquals(1, valueOf(future));
    }
  }

  @Test
  @DisplayName("W6: on time-out it throws \"2 (of 4) futures unfinished\", after everything done, and cancels nothing")
  default void asCompleted_outOfTime_throwsAfterWhatIsDone(@TempDir Path directory) {
    requires(Capability.CONCURRENT);
    try (TaskExecutor executor = open(1); Gate gate = Gate.in(directory)) {
      List<TaskFuture<?>> futures = twoOfFour(executor, gate);
      Completed<Object> completed = TaskFutures.asCompleted(futures, Duration.ofMillis(50));
      assertEquals(futures.get(1), completed.next());
      assertEquals(futures.get(3), completed.next());

      WaitTimeoutException timeout = assertThrows(WaitTimeoutException.class, completed::next);

      assertMentions(messageOf(timeout), "2 (of 4) futures unfinished");
      assertFalse(futures.get(0).isDone() || futures.get(2).isDone(), "nothing was cancelled");
      gate.open();
      awaitDone(futures);
      assertTrue(futures.stream().noneMatch(TaskFuture::isCancelled));
      completed.close();
    }
  }

  @Test
  @Tag(OnePerRule.TAG)
  @DisplayName("W6: the clock starts at the call; what is done is yielded though the time is up")
  default void asCompleted_nextLongAfterTheCall_throwsAtOnce(@TempDir Path directory) throws InterruptedException {
    requires(Capability.CONCURRENT);
    Duration timeout = Duration.ofSeconds(1);
    try (TaskExecutor executor = open(1); Gate gate = Gate.in(directory)) {
      List<TaskFuture<?>> futures = twoOfFour(executor, gate);
      Completed<Object> completed = TaskFutures.asCompleted(futures, timeout);
      TaskFutures.waitFor(futures, ReturnWhen.ALL_COMPLETED, timeout.plusMillis(10));

      assertEquals(futures.get(1), completed.next());
      assertEquals(futures.get(3), completed.next());
      final long start = System.nanoTime();
      assertThrows(WaitTimeoutException.class, completed::next);

      Duration waited = Duration.ofNanos(System.nanoTime() - start);
      assertTrue(waited.compareTo(timeout) < 0, () -> "its time was over, yet it waited another " + waited);
      completed.close();
    }
  }

  @Test
  @DisplayName("W6: its arguments are checked at the call")
  default void asCompleted_nullFuture_throwsAtTheCall() {
    try (TaskExecutor executor = open()) {
      TaskFuture<Integer> future = executor.submit(() -> 1);
      List<TaskFuture<Integer>> withNull = Arrays.asList(future, null);

      assertThrows(NullPointerException.class, () -> TaskFutures.asCompleted(withNull));
      assertThrows(NullPointerException.class, () -> TaskFutures.asCompleted(withNull, PATIENCE));
      assertThrows(NullPointerException.class, () -> TaskFutures.waitFor(withNull, ReturnWhen.ALL_COMPLETED));
    }
  }
}
