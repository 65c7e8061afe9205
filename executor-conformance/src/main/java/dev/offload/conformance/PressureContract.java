package dev.offload.conformance;

import static dev.offload.conformance.Outcomes.valueOf;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.offload.Capability;
import dev.offload.MapOptions;
import dev.offload.QueuePolicy;
import dev.offload.Results;
import dev.offload.TaskExecutor;
import dev.offload.TaskFuture;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * More than a pool can do, and results that nobody takes: rules C1, C8, M2 and R7 in the large. Bind it in a class of its own; it takes
 * longer than most parts of the contract.
 */
public interface PressureContract extends ContractSubject {
  /** Workers of the executors here. */
  int WORKERS = 2;

  /** A queue's limit here. */
  int MOST_ENDED_TOGETHER = 128;
  int LIMIT = 1_000;

  /** Heap that the JVM itself may need meanwhile. */
  long HEAP_MARGIN = 1 << 20;

  /** What one waiting task with a small argument may cost: many times what it does. */
  long MOST_FOR_A_TASK = 4 << 10;

  /** How many tasks are submitted. */
  private static int submits() {
    return Extent.times(5_000, 20_000, 1_000_000);
  }

  /** Lets every worker begin a task that holds it. */
  private static void hold(TaskExecutor executor, Gate gate) {
    for (int i = 0; i < WORKERS; i++) {
      Tasks.begin(executor, gate);
    }
  }

  @Test
  @Tag(Soak.TAG)
  @DisplayName("C1: without queueLimit as many tasks as the heap holds wait for a slow pool, and all of them end")
  default void submit_farMoreThanThePoolCanDo_isAccepted(@TempDir Path directory) {
    requires(Capability.CONCURRENT);
    int count = submits();
    try (TaskExecutor executor = open(WORKERS); Gate gate = Gate.in(directory)) {
      hold(executor, gate);
      List<TaskFuture<Integer>> futures = new ArrayList<>(count);
      final long before = Footprint.heapAfterCollection();
      long start = System.nanoTime();
      for (int i = 0; i < count; i++) {
        futures.add(executor.submit(Tasks::square, i));
      }
      final long submitted = System.nanoTime();
      final long bytesPerTask = (Footprint.heapAfterCollection() - before) / count;

      long opened = System.nanoTime();
      gate.open();
      for (int i = 0; i < count; i++) {
        assertEquals(i * i, valueOf(futures.get(i)));
      }

      Map<String, Object> figures = new LinkedHashMap<>();
      figures.put("tasks that wait", count);
      figures.put("submits", perSecond(count, submitted - start));
      figures.put("heap for a task that waits, with its future", bytesPerTask + " bytes");
      figures.put("tasks done once the pool was free", perSecond(count, System.nanoTime() - opened));
      Soak.report("Back-pressure: no queueLimit", figures);
      assertTrue(bytesPerTask <= MOST_FOR_A_TASK, () -> bytesPerTask + " bytes for each waiting task");
    }
  }

  private static String perSecond(int count, long nanos) {
    return String.format("%.1f s, %.0f/s", nanos / 1e9, count * 1e9 / nanos);
  }

  @Test
  @Tag(Soak.TAG)
  @DisplayName("C8: with BLOCK who submits is held back by a slow pool, and what waits is never more than the limit")
  default void submit_farMoreThanThePoolCanDoWithBlock_isHeldBack(@TempDir Path directory) {
    requires(Capability.CONCURRENT);
    int count = submits();
    try (TaskExecutor executor = open(config -> config.workers(WORKERS).queueLimit(LIMIT));
        Gate gate = Gate.in(directory)) {
      hold(executor, gate);
      Torrent torrent = new Torrent(executor, count);
      final long before = Footprint.heapAfterCollection();
      try (Aside<Void> submitting = Aside.start(torrent::submitAll)) {
        torrent.awaitSubmitted(LIMIT);
        submitting.awaitBlocked();
        assertEquals(LIMIT, torrent.submitted(), "accepted while no worker was free");

        long opened = System.nanoTime();
        gate.open();
        torrent.awaitSubmitted(count);
        submitting.result();

        // Beside those that wait a worker has the task it runs, and those that ended together while their results are read.
        int most = LIMIT + WORKERS * (1 + MOST_ENDED_TOGETHER);
        assertTrue(torrent.mostUnfinished() <= most, () -> "unfinished at once: " + torrent.mostUnfinished());
        long grown = Footprint.heapAfterCollection() - before;
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("submits", count);
        figures.put("queueLimit", LIMIT);
        figures.put("accepted while no worker was free", LIMIT);
        figures.put("unfinished at once, at most", torrent.mostUnfinished());
        figures.put("heap after collection, growth", Footprint.kibibytes(grown));
        figures.put("tasks through the queue", perSecond(count, System.nanoTime() - opened));
        Soak.report("Back-pressure: queueLimit with BLOCK", figures);
        assertTrue(grown <= HEAP_MARGIN, () -> "heap has grown by " + grown);
      }
    }
  }

  @Test
  @Tag(Soak.TAG)
  @DisplayName("C8: with REJECT a slow pool takes up to the limit and throws for the rest; what it took ends")
  default void submit_farMoreThanThePoolCanDoWithReject_isRejected(@TempDir Path directory) {
    requires(Capability.CONCURRENT);
    int count = submits();
    try (TaskExecutor executor = open(config ->
            config.workers(WORKERS).queueLimit(LIMIT).queuePolicy(QueuePolicy.REJECT));
        Gate gate = Gate.in(directory)) {
      hold(executor, gate);
      List<TaskFuture<Integer>> accepted = new ArrayList<>();
      int rejected = 0;
      final long start = System.nanoTime();
      for (int i = 0; i < count; i++) {
        try {
          accepted.add(executor.submit(Tasks::square, i));
        } catch (RejectedExecutionException e) {
          rejected++;
        }
      }
      Map<String, Object> figures = new LinkedHashMap<>(Map.of("submits", perSecond(count, System.nanoTime() - start)));

      gate.open();

      figures.put("accepted, rejected", accepted.size() + ", " + rejected);
      Soak.report("Back-pressure: queueLimit with REJECT", figures);
      assertEquals(LIMIT, accepted.size());
      assertEquals(count - LIMIT, rejected);
      for (int i = 0; i < LIMIT; i++) {
        assertEquals(i * i, valueOf(accepted.get(i)));
      }
      assertEquals(4, valueOf(executor.submit(Tasks::square, 2)));
    }
  }

  @Test
  @DisplayName("M2: for a reader that takes nothing a map with bufferSize n submits n elements, and then waits")
  default void map_whoseReaderTakesNothing_submitsItsBufferOnly() {
    requires(Capability.CONCURRENT);
    int size = 50;
    MapOptions options = MapOptions.defaults().withBufferSize(size).withChunkSize(7);
    Naturals ordered = new Naturals();
    Naturals unordered = new Naturals();
    try (TaskExecutor executor = open(1);
        Results<byte[]> inOrder = executor.map(options, number -> new byte[10_000], ordered);
        Results<byte[]> asDone = executor.mapUnordered(options, number -> new byte[10_000], unordered)) {
      // Behind all of them: when it is done, so are they.
      assertEquals(1, valueOf(executor.submit(() -> 1)));

      assertTrue(inOrder.hasNext() && asDone.hasNext());
      assertTrue(ordered.taken() <= size && ordered.taken() > size - 7, () -> "submitted: " + ordered.taken());
      assertTrue(unordered.taken() <= size && unordered.taken() > size - 7, () -> "submitted: " + unordered.taken());
    }
  }

  @Test
  @Tag(Soak.TAG)
  @DisplayName("R7: results that pile up in futures are held by these alone")
  default void results_thatNobodyTakes_goWithTheirFutures() {
    requires(Capability.CONCURRENT);
    int count = Extent.times(500, 2_000, 50_000);
    try (TaskExecutor executor = open(WORKERS)) {
      pileUp(executor, 1_000);
      final long before = Footprint.heapAfterCollection();

      long piled = pileUp(executor, count) - before;

      long left = Footprint.heapAfterCollection() - before;
      Map<String, Object> figures = new LinkedHashMap<>();
      figures.put("results of 10,000 bytes", count);
      figures.put("heap while their futures are held", Footprint.kibibytes(piled));
      figures.put("heap when they are let go", Footprint.kibibytes(left));
      Soak.report("Back-pressure: results that nobody takes", figures);
      assertTrue(piled >= 10_000L * count, () -> "the results were there, in " + piled + " bytes");
      assertTrue(left <= HEAP_MARGIN, () -> left + " bytes are left of " + piled);
    }
  }

  /** The heap while the results are all there. */
  private static long pileUp(TaskExecutor executor, int count) {
    List<TaskFuture<byte[]>> futures = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      futures.add(executor.submit(() -> new byte[10_000]));
    }
    Outcomes.awaitDone(futures);
    long heap = Footprint.heapAfterCollection();
    assertEquals(10_000, valueOf(futures.get(count - 1)).length);
    return heap;
  }
}
