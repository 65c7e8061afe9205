package dev.offload.conformance;

import static dev.offload.conformance.Outcomes.valueOf;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.offload.Capability;
import dev.offload.MapOptions;
import dev.offload.Results;
import dev.offload.TaskExecutor;
import java.lang.ref.WeakReference;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.concurrent.RejectedExecutionException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How much is under way at once: rule M2. */
public interface MapFlowContract extends ContractSubject {
  @Test
  @DisplayName("M2: without bufferSize everything is submitted at the call")
  default void map_withoutBuffer_takesTheWholeInputAtOnce(@TempDir Path directory) {
    requires(Capability.CONCURRENT);
    Naturals naturals = new Naturals();
    try (TaskExecutor executor = open(1); Gate gate = Gate.in(directory)) {
      Tasks.begin(executor, gate);
      Results<Integer> results = executor.map(Integer::sum, naturals, IntStream.range(0, 100).boxed().toList());

      int takenAtTheCall = naturals.taken();
      executor.shutdown();
      gate.open();

      assertEquals(100, takenAtTheCall);
      assertEquals(IntStream.range(0, 100).map(number -> 2 * number).boxed().toList(), results.toList());
    }
  }

  @Test
  @Tag(OnePerRule.TAG)
  @DisplayName("M2: with bufferSize n, at most n elements are submitted and not taken, whatever the chunks")
  default void map_withBuffer_takesNoMoreThanItsSize() {
    try (TaskExecutor executor = open()) {
      for (int size : List.of(1, 2, 10, 20)) {
        for (int chunk : List.of(1, 3, 25)) {
          Naturals naturals = new Naturals();
          MapOptions options = MapOptions.defaults().withBufferSize(size).withChunkSize(chunk);
          try (Results<Integer> results = executor.map(options, Tasks::square, naturals)) {
            assertFlow(results, naturals, size);
          }
          try (Results<Integer> results = executor.mapUnordered(options, Tasks::square, new Naturals())) {
            assertTrue(results.next() >= 0);
          }
        }
      }
    }
  }

  private static void assertFlow(Results<Integer> results, Naturals naturals, int size) {
    for (int i = 0; i < 50; i++) {
      int underWay = naturals.taken() - i;
      assertTrue(underWay <= size, () -> underWay + " elements under way with bufferSize " + size);
      assertTrue(underWay > 0 || results.hasNext(), "an endless input has no end");
      assertEquals(i * i, results.next());
    }
  }

  @Test
  @DisplayName("M2: a buffer keeps as many elements under way as it allows, so that workers have work")
  default void map_withBuffer_keepsWorkersBusy(@TempDir Path directory) {
    requires(Capability.CONCURRENT);
    try (TaskExecutor executor = open(2);
        Gate gate = Gate.in(directory);
        Results<Integer> results = executor.map(MapOptions.defaults().withBufferSize(2), number -> {
          gate.pass();
          return number;
        }, new Naturals())) {
      gate.awaitArrivals(2);

      gate.open();

      assertEquals(0, results.next());
      assertEquals(1, results.next());
    }
  }

  @Test
  @DisplayName("M2: endless inputs work, ordered and not")
  default void map_endlessInput_givesAsManyAsAreTaken() {
    List<Integer> expected = IntStream.range(0, 200).map(Tasks::square).boxed().toList();
    MapOptions options = MapOptions.defaults().withBufferSize(8);
    try (TaskExecutor executor = open();
        Results<Integer> ordered = executor.map(options, Tasks::square, new Naturals());
        Results<Integer> unordered = executor.mapUnordered(options, Tasks::same, new Naturals())) {
      List<Integer> seen = new ArrayList<>();
      List<Integer> seenUnordered = new ArrayList<>();
      for (int i = 0; i < 200; i++) {
        seen.add(ordered.next());
        seenUnordered.add(unordered.next());
      }

      assertEquals(expected, seen);
      assertEquals(200, seenUnordered.stream().distinct().count());
      assertTrue(seenUnordered.stream().allMatch(number -> number < 208), "no element was passed over for long");
    }
  }

  @Test
  @DisplayName("M2: a shutdown between two elements is told by the next one, after what was accepted")
  default void map_withBufferAfterShutdown_givesWhatWasAccepted() {
    try (TaskExecutor executor = open();
        Results<Integer> results = executor.map(MapOptions.defaults().withBufferSize(4), Tasks::same, new Naturals())) {
      assertEquals(0, results.next());
      executor.shutdown();

      for (int i = 1; i < 5; i++) {
        assertEquals(i, results.next());
      }
      assertThrows(RejectedExecutionException.class, results::next);
      assertFalse(results.hasNext());
    }
  }

  @Test
  @DisplayName("M2: an empty input has no element, with a buffer or without")
  default void map_emptyInput_hasNoElement() {
    try (TaskExecutor executor = open()) {
      for (MapOptions options : List.of(MapOptions.defaults(), MapOptions.defaults().withBufferSize(2))) {
        Results<Integer> results = executor.map(options, Tasks::square, List.<Integer>of());

        assertFalse(results.hasNext());
        assertThrows(NoSuchElementException.class, results::next);
        assertEquals(List.of(), executor.mapUnordered(options, Tasks::square, List.<Integer>of()).toList());
      }
      assertEquals(1, valueOf(executor.submit(() -> 1)));
    }
  }

  @Test
  @DisplayName("M2: results that were taken are not kept")
  default void map_resultsTaken_areCollectable(@TempDir Path directory) {
    requires(Capability.CONCURRENT);
    try (TaskExecutor executor = open(2);
        Gate gate = Gate.in(directory);
        Results<MemoryContract.Load> results = executor.map(MapOptions.defaults().withChunkSize(1), number -> {
          if (number == 2) {
            gate.pass();
          }
          return MemoryContract.Load.make();
        }, List.of(0, 1, 2))) {
      List<WeakReference<?>> taken = List.of(new WeakReference<>(results.next()), new WeakReference<>(results.next()));

      taken.forEach(reference -> MemoryContract.assertCollected(reference, "a result that was taken"));
      assertTrue(results.hasNext());
    }
  }
}
