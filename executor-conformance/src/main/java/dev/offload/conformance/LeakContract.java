package dev.offload.conformance;

import static dev.offload.conformance.MemoryContract.assertCollected;
import static dev.offload.conformance.Outcomes.valueOf;
import static dev.offload.conformance.Outcomes.valuesOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.offload.Capability;
import dev.offload.TaskExecutor;
import dev.offload.TaskFuture;
import java.lang.ref.WeakReference;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.LongSummaryStatistics;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ObjIntConsumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Nothing grows: threads, files, child processes and heap are where they were after many tasks, workers and executors (rules E1, E5, R7).
 * Bind it in a class of its own; it takes longer than most parts of the contract.
 */
public interface LeakContract extends ContractSubject {
  /** Workers of the executors here. */
  int WORKERS = 2;

  /** Heap that the JVM itself may need meanwhile: less than 45 bytes for each task, and less than three in the long form. */
  long HEAP_MARGIN = Extent.times(1 << 17, 1 << 17, 1 << 18);

  /** The same for one worker. */
  long WORKER_HEAP_MARGIN = 1 << 19;

  @Test
  @Tag(Soak.TAG)
  @DisplayName("R7: after many tasks an open executor and its workers hold no more than before")
  default void executor_afterManyTasks_holdsNoMore(@TempDir Path directory) {
    useMuch("Leaks: tasks that succeed", directory, TaskMix::succeed);
  }

  @Test
  @Tag(Soak.TAG)
  @DisplayName("R7: after many failures, cancellations and time-outs an open executor and its workers hold no more than before")
  default void executor_afterManyFailures_holdsNoMore(@TempDir Path directory) {
    useMuch("Leaks: tasks of which every second fails", directory, TaskMix::failAndSucceed);
  }

  private void useMuch(String title, Path directory, ObjIntConsumer<TaskMix> use) {
    requires(Capability.CONCURRENT);
    int tasks = Extent.times(3_000, 3_000, 100_000);
    try (TaskExecutor executor = open(WORKERS)) {
      TaskMix mix = new TaskMix(executor);
      use.accept(mix, Extent.times(1_000, 1_000, 10_000));
      long workersBefore = heapOfWorkers(executor, directory);
      final Footprint before = Footprint.now();

      long start = System.nanoTime();
      use.accept(mix, tasks);
      final double seconds = (System.nanoTime() - start) / 1e9;

      Footprint after = before.awaitReturn(HEAP_MARGIN);
      long workersAfter = heapOfWorkers(executor, directory);
      Map<String, Object> figures = new LinkedHashMap<>();
      figures.put("tasks", tasks);
      figures.put("duration", String.format("%.1f s", seconds));
      figures.put("throughput", String.format("%.0f tasks/s", tasks / seconds));
      figures.putAll(Footprint.figures(before, after));
      figures.put("heap of all workers before, after",
          Footprint.kibibytes(workersBefore) + ", " + Footprint.kibibytes(workersAfter));
      Soak.report(title, figures);
      assertTrue(workersAfter <= workersBefore + WORKERS * WORKER_HEAP_MARGIN, () -> figures + " in the workers");
    }
  }

  /** What all workers hold after a collection. Each of them runs when this returns. */
  private long heapOfWorkers(TaskExecutor executor, Path directory) {
    try (Gate gate = Gate.in(directory)) {
      List<TaskFuture<Long>> futures = IntStream.range(0, WORKERS).mapToObj(worker -> executor.submit(() -> {
        gate.pass();
        return Footprint.heapAfterCollection();
      })).toList();
      gate.awaitArrivals(WORKERS);
      gate.open();
      return valuesOf(futures).stream().mapToLong(heap -> heap).sum();
    }
  }

  @Test
  @Tag(Soak.TAG)
  @DisplayName("E1: workers that are replaced after maxTasksPerWorker again and again leave nothing behind")
  default void workers_replacedInNumbers_leaveNothing(@TempDir Path directory) {
    requires(Capability.CONCURRENT);
    int most = 4;
    int tasks = most * Extent.times(4, 10, 400);
    try (TaskExecutor executor = open(config -> config.workers(WORKERS).maxTasksPerWorker(most))) {
      new TaskMix(executor).succeed(2 * most * WORKERS);
      final Footprint before = footprintWhileAllWork(executor, directory);

      LongSummaryStatistics tasksOfWorkers = tasksOfWorkers(executor, tasks);

      Footprint after = before.awaitReturn(HEAP_MARGIN);
      Map<String, Object> figures = new LinkedHashMap<>(Map.of("workers that took turns", tasksOfWorkers.getCount()));
      figures.putAll(Footprint.figures(before, after));
      Soak.report("Leaks: maxTasksPerWorker = " + most, figures);
      assertTrue(tasksOfWorkers.getMax() <= most && tasksOfWorkers.getCount() >= tasks / most, tasksOfWorkers::toString);
    }
  }

  /** Runs so many tasks, and keeps nothing but how many workers ran them and how many each. */
  private static LongSummaryStatistics tasksOfWorkers(TaskExecutor executor, int tasks) {
    List<TaskFuture<String>> futures = IntStream.range(0, tasks).mapToObj(number -> executor.submit(Tasks::worker)).toList();
    return valuesOf(futures).stream().collect(Collectors.groupingBy(Function.identity(), Collectors.counting()))
        .values().stream().mapToLong(count -> count).summaryStatistics();
  }

  private static Footprint footprintWhileAllWork(TaskExecutor executor, Path directory) {
    try (Gate gate = Gate.in(directory)) {
      for (int i = 0; i < WORKERS; i++) {
        Tasks.begin(executor, gate);
      }
      return Footprint.now();
    }
  }

  @Test
  @Tag(Soak.TAG)
  @DisplayName("E5: executors that were opened and closed in numbers leave nothing behind")
  default void executors_openedAndClosedInNumbers_leaveNothing(@TempDir Path directory) {
    requires(Capability.CONCURRENT);
    int executors = Extent.times(6, 10, 300);
    for (int i = 0; i < 6; i++) {
      useAndClose(i, directory);
    }
    final Footprint before = Footprint.now();

    List<WeakReference<TaskExecutor>> closed = new ArrayList<>();
    for (int i = 0; i < executors; i++) {
      closed.add(useAndClose(i, directory));
    }

    Footprint after = before.awaitReturn(HEAP_MARGIN);
    Map<String, Object> figures = new LinkedHashMap<>(Map.of("executors", executors));
    figures.putAll(Footprint.figures(before, after));
    Soak.report("Leaks: executors opened and closed", figures);
    closed.forEach(executor -> assertCollected(executor, "an executor that is closed"));
  }

  private WeakReference<TaskExecutor> useAndClose(int number, Path directory) {
    try (TaskExecutor executor = open(config -> config.prestart(number % 6 == 0).initializer(Tasks::pid))) {
      switch (number % 6) {
        case 0, 1 -> { }
        case 2 -> valueOf(executor.submit(() -> 1));
        case 3 -> new TaskMix(executor).failAndSucceed(30);
        case 4 -> executor.map(Tasks::square, List.of(1, 2, 3)).next();
        default -> {
          try (Gate gate = Gate.in(directory)) {
            Tasks.begin(executor, gate);
            executor.shutdownNow();
          }
        }
      }
      return new WeakReference<>(executor);
    }
  }
}
