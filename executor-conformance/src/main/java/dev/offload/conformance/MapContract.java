package dev.offload.conformance;

import static dev.offload.conformance.Outcomes.valueOf;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.offload.Capability;
import dev.offload.MapOptions;
import dev.offload.Results;
import dev.offload.TaskExecutor;
import dev.offload.TaskFailedException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Mapping a function over inputs: rules M1 to M6. Here M1, M3, M4 and M6. */
public interface MapContract extends MapFlowContract, MapEndContract, MapManyContract {
  /** The numbers from 0 to 9, the {@code n} of most of these tests. */
  List<Integer> TEN = IntStream.range(0, 10).boxed().toList();

  /** Options with chunks of 1, 3, n and n + 1 elements, and with those the backend chooses. */
  static List<MapOptions> chunkings() {
    return Stream.concat(Stream.of(MapOptions.defaults()),
        Stream.of(1, 3, TEN.size(), TEN.size() + 1).map(MapOptions.defaults()::withChunkSize)).toList();
  }

  /** Every outcome as text: a value, or the class of what its task ended with. */
  static List<String> outcomes(Results<?> results) {
    List<String> outcomes = new ArrayList<>();
    try (results) {
      while (results.hasNext()) {
        try {
          outcomes.add(String.valueOf(results.next()));
        } catch (TaskFailedException e) {
          outcomes.add(e.getCause().getClass().getSimpleName());
        } catch (CancellationException e) {
          outcomes.add("cancelled");
        }
      }
    }
    return outcomes;
  }

  @Test
  @Tag(OnePerRule.TAG)
  @DisplayName("M1: map equals the sequential map, whatever the chunks")
  default void map_anyChunkSize_equalsTheSequentialMap() {
    List<Integer> expected = TEN.stream().map(Tasks::square).toList();
    try (TaskExecutor executor = open()) {
      for (MapOptions options : chunkings()) {
        assertEquals(expected, executor.map(options, Tasks::square, TEN).toList(), options.toString());
        assertEquals(expected, executor.mapUnordered(options, Tasks::square, TEN).stream().sorted().toList(), options.toString());
      }
      assertEquals(expected, executor.map(Tasks::square, TEN).toList());
    }
  }

  @Test
  @DisplayName("M1: map gives results in input order, though they finish in another")
  default void map_finishingInAnotherOrder_keepsTheInputsOrder(@TempDir Path directory) {
    requires(Capability.CONCURRENT);
    try (TaskExecutor executor = open(2); Gate gate = Gate.in(directory)) {
      // The other worker runs the rest one after another, so the first element ends after all of them but the last.
      Results<Integer> results = executor.map(MapOptions.defaults().withChunkSize(1), number -> {
        if (number == 0) {
          gate.pass();
        } else if (number == 9) {
          gate.open();
        }
        return number;
      }, TEN);

      assertEquals(TEN, results.toList());
    }
  }

  @Test
  @DisplayName("M1: mapUnordered gives results in order of completion")
  default void mapUnordered_finishingInAnotherOrder_givesTheFirstDoneFirst(@TempDir Path directory) {
    requires(Capability.CONCURRENT);
    try (TaskExecutor executor = open(2);
        Gate gate = Gate.in(directory);
        Results<Integer> results = executor.mapUnordered(MapOptions.defaults().withChunkSize(1), number -> {
          if (number == 0) {
            gate.pass();
          }
          return number;
        }, List.of(0, 1))) {
      int first = results.next();
      gate.open();
      int second = results.next();

      assertEquals(List.of(1, 0), List.of(first, second));
      assertFalse(results.hasNext());
    }
  }

  @Test
  @Tag(OnePerRule.TAG)
  @DisplayName("M3: an element that fails throws at its own place, and the iteration goes on")
  default void map_elementThatFails_throwsAtItsPlace() {
    try (TaskExecutor executor = open();
        Results<Integer> results = executor.map(number -> Tasks.squareUnless(1, number), List.of(0, 1, 2))) {
      assertEquals(0, results.next());
      TaskFailedException failure = assertThrows(TaskFailedException.class, results::next);
      assertEquals(4, results.next());

      assertEquals("cannot square 1", assertInstanceOf(IOException.class, failure.getCause()).getMessage());
      assertFalse(results.hasNext());
      assertThrows(NoSuchElementException.class, results::next);
    }
  }

  @Test
  @DisplayName("M3: with failFast the first failure ends the iteration and cancels the rest")
  default void map_failFast_cancelsTheRest(@TempDir Path directory) {
    requires(Capability.CONCURRENT);
    Marker ran = Marker.in(directory);
    try (TaskExecutor executor = open(1);
        Gate gate = Gate.in(directory);
        Results<Integer> results = executor.map(MapOptions.defaults().withFailFast(true).withChunkSize(1), number -> {
          if (number == 2) {
            gate.pass();
          }
          ran.mark(number);
          return Tasks.squareUnless(1, number);
        }, TEN)) {
      assertEquals(0, results.next());
      // What the worker could come to between the failure and the cancelling may run.
      gate.awaitArrivals(1);
      assertThrows(TaskFailedException.class, results::next);

      assertFalse(results.hasNext());
      assertThrows(NoSuchElementException.class, results::next);
      gate.open();
      assertEquals(1, valueOf(executor.submit(() -> 1)), "the executor goes on");
      assertFalse(ran.lines().contains("3"), () -> "elements behind the failure that ran: " + ran.lines());
    }
  }

  @Test
  @Tag(OnePerRule.TAG)
  @DisplayName("M4: one failure costs one element, whatever the chunks")
  default void map_oneFailure_costsOneElement() {
    for (int bad : List.of(0, 4, 9)) {
      List<String> expected = TEN.stream().map(number -> number == bad ? "IOException" : "" + number * number).toList();
      try (TaskExecutor executor = open()) {
        for (MapOptions options : chunkings()) {
          assertEquals(expected, outcomes(executor.map(options, number -> Tasks.squareUnless(bad, number), TEN)), options.toString());
          List<String> unordered = outcomes(executor.mapUnordered(options, number -> Tasks.squareUnless(bad, number), TEN));
          assertEquals(expected.stream().sorted().toList(), unordered.stream().sorted().toList(), options.toString());
        }
      }
    }
  }

  @Test
  @DisplayName("M4: a worker that dies costs the one element it ran, not its chunk")
  default void map_workerThatDies_costsOneElement() {
    requires(Capability.SURVIVES_CRASHES);
    List<String> expected = TEN.stream().map(number -> number == 4 ? "WorkerLostException" : "" + number).toList();
    try (TaskExecutor executor = open(1)) {
      assertEquals(expected, outcomes(executor.map(MapOptions.defaults().withChunkSize(10), MapContract::haltAtFour, TEN)));
    }
  }

  private static int haltAtFour(int number) {
    if (number == 4) {
      Runtime.getRuntime().halt(3);
    }
    return number;
  }

  @Test
  @DisplayName("M4: a slow element holds up the results of others only where they share its worker")
  default void map_chunksOnTwoWorkers_deliverEachElementAsItEnds(@TempDir Path directory) {
    requires(Capability.CONCURRENT);
    try (TaskExecutor executor = open(1);
        Gate gate = Gate.in(directory);
        Results<Integer> results = executor.map(MapOptions.defaults().withChunkSize(3), number -> {
          if (number == 2) {
            gate.pass();
          }
          return number;
        }, List.of(0, 1, 2))) {
      // The chunk is not done, its first two elements are.
      assertEquals(0, results.next());
      assertEquals(1, results.next());
      gate.open();
      assertEquals(2, results.next());
    }
  }

  @Test
  @DisplayName("M5: a task's own TimeoutException is a failure of its element")
  default void map_taskThrowsTimeoutException_failsItsElement() {
    try (TaskExecutor executor = open()) {
      List<String> seen = outcomes(executor.map(number -> {
        if (number == 1) {
          throw new TimeoutException("the task's own");
        }
        return number;
      }, List.of(0, 1, 2)));

      assertEquals(List.of("0", "TimeoutException", "2"), seen);
    }
  }

  @Test
  @Tag(OnePerRule.TAG)
  @DisplayName("M6: map over two inputs stops at the shorter one")
  default void map_twoInputs_stopsAtTheShorter() {
    try (TaskExecutor executor = open()) {
      assertEquals(List.of(11, 22), executor.map(Integer::sum, List.of(1, 2), List.of(10, 20, 30)).toList());
      assertEquals(List.of(11, 22), executor.map(Integer::sum, List.of(1, 2, 3), List.of(10, 20)).toList());
      assertEquals(List.of(), executor.map(Integer::sum, List.<Integer>of(), List.of(10)).toList());
      assertEquals(List.of(10, 21, 32), executor.map(Integer::sum, () -> new Naturals(), List.of(10, 20, 30)).toList());
    }
  }
}
