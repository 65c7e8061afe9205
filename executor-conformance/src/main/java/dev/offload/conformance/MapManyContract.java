package dev.offload.conformance;

import static dev.offload.conformance.MapContract.outcomes;
import static dev.offload.conformance.Outcomes.valueOf;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.offload.Capability;
import dev.offload.Results;
import dev.offload.ShutdownMode;
import dev.offload.TaskContext;
import dev.offload.TaskExecutor;
import dev.offload.TaskFailedException;
import dev.offload.TaskTransferException;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.Serializable;
import java.net.Socket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Mapping a function over so many small inputs that the backend has every reason to put them together (rule M4). */
public interface MapManyContract extends ContractSubject {
  /** The numbers from 0 to 4999. */
  List<Integer> MANY = IntStream.range(0, 5_000).boxed().toList();
  /** An element among the first ones, and one far behind it. */
  int EARLY = 10;
  int LATE = 4_500;
  int LARGE_BYTES = 200_000;

  @Test
  @DisplayName("M4: thousands of small elements have each its own outcome, in order and unordered")
  default void map_ofMany_hasEachItsOutcome() {
    List<String> expected = MANY.stream().map(number -> number % 777 == 5 ? "IOException" : "" + number * number).toList();
    try (TaskExecutor executor = open()) {
      for (int round = 0; round < 3; round++) {
        assertEquals(expected, outcomes(executor.map(number -> failAtSome(number), MANY)));
        List<String> unordered = outcomes(executor.mapUnordered(number -> failAtSome(number), MANY));
        assertEquals(expected.stream().sorted().toList(), unordered.stream().sorted().toList());
      }
    }
  }

  private static int failAtSome(int number) throws IOException {
    if (number % 777 == 5) {
      throw new IOException("some");
    }
    return number * number;
  }

  @Test
  @DisplayName("M4: among thousands of small elements, one that ends its worker costs itself alone")
  default void map_ofMany_losesTheOneThatDies() {
    requires(Capability.SURVIVES_CRASHES);
    List<String> expected = MANY.stream().map(number -> number % 1_000 == 321 ? "WorkerLostException" : "" + number).toList();
    try (TaskExecutor executor = open()) {
      assertEquals(MANY, executor.map(number -> number, MANY).toList());

      List<String> seen = outcomes(executor.map(number -> {
        if (number % 1_000 == 321) {
          Runtime.getRuntime().halt(3);
        }
        return number;
      }, MANY));

      assertEquals(expected, seen);
    }
  }

  @Test
  @Tag(OnePerRule.TAG)
  @DisplayName("E6: code that ends the worker that decodes it ends every element, one by one")
  default void map_codeThatEndsItsWorker_endsEachElement() {
    requires(Capability.SURVIVES_CRASHES);
    Explosive captured = new Explosive();
    try (TaskExecutor executor = open(1)) {
      List<String> seen = outcomes(executor.map(number -> captured.toString().length() + number, List.of(1, 2, 3)));

      assertEquals(Collections.nCopies(3, "WorkerLostException"), seen);
      assertEquals(7, valueOf(executor.submit(() -> 7)));
    }
  }

  /** Ends the JVM that decodes it. */
  final class Explosive implements Serializable {
    private static final long serialVersionUID = 1L;

    private void readObject(ObjectInputStream in) {
      Runtime.getRuntime().halt(3);
    }
  }

  @Test
  @DisplayName("M4: what an element does to its copy of what the code has captured no other element sees")
  default void map_elementsThatChangeWhatIsCaptured_doNotMeet() {
    requires(Capability.ISOLATES);
    int[] captured = {0};
    byte[] large = new byte[LARGE_BYTES];
    try (TaskExecutor executor = open()) {
      assertEquals(Collections.nCopies(MANY.size(), 1), executor.map(number -> ++captured[0], MANY).toList());
      assertEquals(Collections.nCopies(20, 1), executor.map(number -> (int) ++large[7], MANY.subList(0, 20)).toList());
    }
  }

  @Test
  @DisplayName("M4: an element that waits for one far behind it does not wait for ever, as long as another worker is free")
  default void map_elementThatWaitsForALaterOne_getsIt(@TempDir Path directory) {
    requires(Capability.CONCURRENT);
    try (TaskExecutor executor = open(2); Gate gate = Gate.in(directory)) {
      assertEquals(MANY, executor.map(number -> number, MANY).toList());

      List<Integer> seen = executor.map(number -> {
        if (number == EARLY) {
          gate.pass();
        } else if (number == LATE) {
          gate.open();
        }
        return number;
      }, MANY).toList();

      assertEquals(MANY, seen);
    }
  }

  /** Maps small elements together, one of the first of which is held at the gate; those behind it mark. */
  private static Results<Integer> untilAtTheGate(TaskExecutor executor, Gate gate, Marker late) {
    assertEquals(MANY, executor.map(number -> number, MANY).toList());
    Results<Integer> results = executor.map(number -> {
      if (number == EARLY) {
        gate.pass();
      } else if (number > EARLY) {
        late.mark(number);
      }
      return number;
    }, MANY);
    gate.awaitArrivals(1);
    return results;
  }

  @Test
  @DisplayName("M5: closing the results of thousands interrupts the element that runs, and no other begins")
  default void close_amongMany_endsThemAll(@TempDir Path directory) {
    requires(Capability.CONCURRENT);
    Marker late = Marker.in(directory);
    try (TaskExecutor executor = open(1); Gate gate = Gate.in(directory)) {
      Results<Integer> results = untilAtTheGate(executor, gate, late);

      results.close();

      assertEquals(7, valueOf(executor.submit(() -> 7)), "the worker is free again");
      assertEquals(List.of(), late.lines());
    }
  }

  @Test
  @Tag(OnePerRule.TAG)
  @DisplayName("E4: shutdown(CANCEL_PENDING) lets the element that runs end, and no other begin")
  default void shutdown_amongMany_cancelsWhatHasNotBegun(@TempDir Path directory) {
    requires(Capability.CONCURRENT);
    Marker late = Marker.in(directory);
    try (TaskExecutor executor = open(1); Gate gate = Gate.in(directory)) {
      Results<Integer> results = untilAtTheGate(executor, gate, late);

      executor.shutdown(ShutdownMode.CANCEL_PENDING);
      gate.open();

      List<String> expected = MANY.stream().map(number -> number <= EARLY ? "" + number : "cancelled").toList();
      assertEquals(expected, outcomes(results));
      assertEquals(List.of(), late.lines());
    }
  }

  @Test
  @Tag(OnePerRule.TAG)
  @DisplayName("E7: each of thousands of elements has a name of its own, which its failure has too")
  default void context_amongMany_namesTheElement() {
    try (TaskExecutor executor = open()) {
      List<String> names = executor.map(number -> TaskContext.current().name(), MANY).toList();
      TaskFailedException failure = assertThrows(TaskFailedException.class, () -> executor.map(number -> {
        if (number == LATE) {
          throw new IllegalStateException(TaskContext.current().name());
        }
        return number;
      }, MANY).toList());

      assertEquals(MANY.size(), new HashSet<>(names).size());
      assertEquals(failure.getCause().getMessage(), failure.taskName());
    }
  }

  @Test
  @DisplayName("C5: among thousands of elements, those that cannot travel fail at their places")
  default void map_ofMany_failsThoseThatCannotTravel() {
    requires(Capability.ISOLATES);
    List<Object> inputs = new ArrayList<>(Collections.nCopies(MANY.size(), "fits"));
    List.of(0, 1, EARLY, LATE).forEach(place -> inputs.set(place, new Socket()));
    try (TaskExecutor executor = open(); Results<Integer> results = executor.map(input -> input.toString().length(), inputs)) {
      for (Object input : inputs) {
        if (input instanceof Socket) {
          TaskFailedException failure = assertThrows(TaskFailedException.class, results::next);
          assertEquals(TaskTransferException.class, failure.getCause().getClass());
        } else {
          assertEquals(4, results.next());
        }
      }
    }
  }

  @Test
  @DisplayName("M4: small and large elements can be mixed")
  default void map_ofMixedSizes_hasEachItsOutcome() {
    List<byte[]> inputs = IntStream.range(0, 600).mapToObj(number -> new byte[number % 50 == 7 ? LARGE_BYTES : number % 9]).toList();
    try (TaskExecutor executor = open();
        Results<byte[]> results = executor.map(input -> input.length == 3 ? new byte[LARGE_BYTES] : input, inputs)) {
      for (byte[] input : inputs) {
        assertArrayEquals(input.length == 3 ? new byte[LARGE_BYTES] : input, results.next());
      }
    }
  }
}
