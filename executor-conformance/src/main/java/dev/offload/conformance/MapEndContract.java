package dev.offload.conformance;

import static dev.offload.conformance.Eventually.eventually;
import static dev.offload.conformance.Outcomes.assertMentions;
import static dev.offload.conformance.Outcomes.messageOf;
import static dev.offload.conformance.Outcomes.valueOf;
import static dev.offload.conformance.Outcomes.valuesOf;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.offload.Capability;
import dev.offload.MapOptions;
import dev.offload.Results;
import dev.offload.TaskExecutor;
import dev.offload.TaskFailedException;
import dev.offload.TaskFuture;
import dev.offload.WaitInterruptedException;
import dev.offload.WaitTimeoutException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How a map ends before its input does: rule M5, and W7 for its iterator. */
public interface MapEndContract extends ContractSubject {
  /** Two elements that end, and two that end only when the gate opens; each interrupt is marked. */
  private static Results<Integer> twoOfFour(TaskExecutor executor, MapOptions options, Gate gate, Marker interrupts) {
    return executor.map(options.withChunkSize(1), number -> {
      if (number >= 2) {
        new Tasks.Interruptible(gate, interrupts).call();
      }
      return number;
    }, List.of(0, 1, 2, 3));
  }

  @Test
  @DisplayName("M5: a time-out comes after what is done, says how many are unfinished, and cancels them")
  default void map_outOfTime_throwsAfterWhatIsDone(@TempDir Path directory) {
    requires(Capability.CONCURRENT);
    Marker interrupts = Marker.in(directory);
    // Two elements have to end before it is up.
    MapOptions options = MapOptions.defaults().withTimeout(Duration.ofSeconds(4));
    try (TaskExecutor executor = started(2, directory);
        Gate gate = Gate.in(directory);
        Results<Integer> results = twoOfFour(executor, options, gate, interrupts)) {
      assertEquals(0, results.next());
      assertEquals(1, results.next());
      WaitTimeoutException timeout = assertThrows(WaitTimeoutException.class, results::next);

      assertMentions(messageOf(timeout), "2 (of 4) futures unfinished");
      assertFalse(results.hasNext(), "the iteration is over");
      assertThrows(NoSuchElementException.class, results::next);
      eventually(() -> interrupts.count() == 2, () -> "two interrupts; there are " + interrupts.count());
      assertEquals(1, valueOf(executor.submit(() -> 1)), "the executor goes on");
    }
  }

  /** One whose workers have started, however long that took, and have run a task each. */
  private TaskExecutor started(int workers, Path directory) {
    TaskExecutor executor = open(workers);
    Gate gate = Gate.in(directory);
    List<TaskFuture<String>> first = Stream.generate(() -> Tasks.begin(executor, gate)).limit(workers).toList();
    gate.open();
    valuesOf(first);
    return executor;
  }

  @Test
  @DisplayName("M5: a map within its time knows nothing of a time-out")
  default void map_withinItsTime_givesEverything() {
    try (TaskExecutor executor = open()) {
      MapOptions options = MapOptions.defaults().withTimeout(PATIENCE);
      assertEquals(List.of(0, 1, 4), executor.map(options, Tasks::square, List.of(0, 1, 2)).toList());
    }
  }

  @Test
  @DisplayName("M5: a time-out ends an endless mapUnordered too")
  default void mapUnordered_outOfTime_throws(@TempDir Path directory) {
    requires(Capability.CONCURRENT);
    MapOptions options = MapOptions.defaults().withTimeout(Duration.ofMillis(300)).withBufferSize(2);
    try (TaskExecutor executor = open(2);
        Gate gate = Gate.in(directory);
        Results<Integer> results = executor.mapUnordered(options, number -> {
          gate.pass();
          return number;
        }, new Naturals())) {
      assertThrows(WaitTimeoutException.class, results::next);

      assertFalse(results.hasNext());
    }
  }

  @Test
  @Tag(OnePerRule.TAG)
  @DisplayName("M5: close cancels what was not taken")
  default void close_midway_cancelsWhatIsNotTaken(@TempDir Path directory) {
    requires(Capability.CONCURRENT);
    Marker interrupts = Marker.in(directory);
    try (TaskExecutor executor = open(1); Gate gate = Gate.in(directory)) {
      Results<Integer> results = twoOfFour(executor, MapOptions.defaults(), gate, interrupts);
      assertEquals(0, results.next());
      gate.awaitArrivals(1);

      results.close();

      assertFalse(results.hasNext());
      assertThrows(NoSuchElementException.class, results::next);
      assertEquals(1, valueOf(executor.submit(() -> 1)), "the executor goes on");
      assertEquals(List.of("interrupted"), interrupts.lines(), "the third was interrupted, the fourth never ran");
    }
  }

  @Test
  @DisplayName("M5: an input that throws midway, without a buffer: out of the call, and what was submitted is cancelled")
  default void map_inputThatThrows_cancelsAndThrows(@TempDir Path directory) {
    requires(Capability.CONCURRENT);
    Marker ran = Marker.in(directory);
    for (int at : List.of(3, 7)) {
      for (int chunk : List.of(1, 3, 10)) {
        try (TaskExecutor executor = open(1); Gate gate = Gate.in(directory)) {
          Tasks.begin(executor, gate);
          MapOptions options = MapOptions.defaults().withChunkSize(chunk);

          IllegalStateException failure = assertThrows(IllegalStateException.class, () -> executor.map(options, number -> {
            ran.mark(number);
            return number;
          }, new Naturals(at)));

          assertMentions(messageOf(failure), "the input throws at " + at);
          gate.open();
          assertEquals(1, valueOf(executor.submit(() -> 1)), "the executor goes on");
        }
      }
    }
    assertEquals(List.of(), ran.lines());
  }

  @Test
  @DisplayName("M5: an input that throws midway, with a buffer: after results that were due, out of the iteration")
  default void map_inputThatThrowsBehindABuffer_throwsFromNext() {
    for (int at : List.of(3, 7)) {
      try (TaskExecutor executor = open();
          Results<Integer> results = executor.map(MapOptions.defaults().withBufferSize(2), Tasks::same, new Naturals(at))) {
        int taken = 0;
        IllegalStateException failure = null;
        while (failure == null) {
          try {
            assertEquals(taken, results.next());
            taken++;
          } catch (IllegalStateException e) {
            failure = e;
          }
        }

        assertMentions(messageOf(failure), "the input throws at " + at);
        assertTrue(taken >= at - 2 && taken <= at, "results taken: " + taken);
        assertFalse(results.hasNext());
      }
    }
  }

  @Test
  @DisplayName("M5: toList throws the first failure and cancels the rest")
  default void toList_withAFailure_cancelsTheRest(@TempDir Path directory) {
    requires(Capability.CONCURRENT);
    Marker interrupts = Marker.in(directory);
    try (TaskExecutor executor = open(1); Gate gate = Gate.in(directory)) {
      Results<Object> results = executor.map(MapOptions.defaults().withChunkSize(1), number -> {
        if (number == 0) {
          return Tasks.fail("the first");
        }
        return new Tasks.Interruptible(gate, interrupts).call();
      }, List.of(0, 1, 2));

      TaskFailedException failure = assertThrows(TaskFailedException.class, results::toList);

      assertEquals("the first", failure.getCause().getMessage());
      assertFalse(results.hasNext());
      assertEquals(1, valueOf(executor.submit(() -> 1)), "nothing holds the worker");
    }
  }

  @Test
  @Tag(OnePerRule.TAG)
  @DisplayName("W7: interrupting a thread that waits for a result ends the wait, with the flag set")
  default void next_interrupted_throwsWithTheFlagSet(@TempDir Path directory) {
    requires(Capability.CONCURRENT);
    try (TaskExecutor executor = open(1); Gate gate = Gate.in(directory)) {
      Results<String> results = executor.map(held -> {
        held.pass();
        return "passed";
      }, List.of(gate));
      gate.awaitArrivals(1);
      try (Aside<Boolean> taking = Aside.start(() -> {
        assertThrows(WaitInterruptedException.class, results::next);
        return Thread.currentThread().isInterrupted();
      })) {
        taking.awaitBlocked();
        taking.interrupt();
        assertTrue(taking.result(), "the flag is set");
      }
      gate.open();
      assertEquals("passed", results.next());
    }
  }
}
