package dev.offload.conformance;

import static dev.offload.conformance.Eventually.eventually;
import static dev.offload.conformance.Outcomes.valueOf;
import static dev.offload.conformance.Outcomes.valuesOf;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.offload.Capability;
import dev.offload.MapOptions;
import dev.offload.ReturnWhen;
import dev.offload.TaskExecutor;
import dev.offload.TaskFuture;
import dev.offload.TaskFutures;
import dev.offload.TaskStatus;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How many workers there are, and when: rule E1. */
public interface WorkerCountContract extends ContractSubject {
  /** Time enough for a worker too many to show itself. */
  Duration A_WHILE = Duration.ofMillis(300);

  /** Submits a task that tells its worker once the gate is open. */
  private static List<TaskFuture<String>> submitHeld(TaskExecutor executor, Gate gate, int count) {
    return IntStream.range(0, count).mapToObj(number -> executor.submit(() -> {
      gate.pass();
      return Tasks.worker() + " of process " + Tasks.pid();
    })).toList();
  }

  private static void passAWhile(List<TaskFuture<String>> futures) throws InterruptedException {
    TaskFutures.waitFor(futures, ReturnWhen.ALL_COMPLETED, A_WHILE);
  }

  @Test
  @DisplayName("E1: no worker starts before there is a task")
  default void open_withoutTasks_startsNoWorker(@TempDir Path directory) throws InterruptedException {
    Marker started = Marker.in(directory);
    try (TaskExecutor idle = open(config -> config.initializer(() -> started.mark("started")));
        TaskExecutor other = open(1)) {
      assertEquals(1, valueOf(other.submit(() -> 1)), "meanwhile another executor starts a worker and uses it");

      assertEquals(0, started.count(), "workers of the idle executor");
      assertEquals(2, valueOf(idle.submit(() -> 2)));
      assertEquals(1, started.count());
    }
  }

  @Test
  @DisplayName("E1: three tasks one after another use one worker")
  default void tasks_oneAfterAnother_useOneWorker() {
    try (TaskExecutor executor = open(3)) {
      List<String> workers = new ArrayList<>();
      for (int i = 0; i < 3; i++) {
        workers.add(valueOf(executor.submit(() -> Tasks.worker() + " of process " + Tasks.pid())));
      }

      assertEquals(1, new HashSet<>(workers).size(), workers.toString());
    }
  }

  @Test
  @Tag(OnePerRule.TAG)
  @DisplayName("E1: 15 x workers blocked tasks use exactly that many workers")
  default void tasks_manyBlocked_useAllWorkersAndNoMore(@TempDir Path directory) throws InterruptedException {
    requires(Capability.CONCURRENT);
    int workers = 3;
    try (TaskExecutor executor = open(workers); Gate gate = Gate.in(directory)) {
      List<TaskFuture<String>> futures = submitHeld(executor, gate, 15 * workers);
      gate.awaitArrivals(workers);
      passAWhile(futures);

      int arrived = gate.arrivals().count();
      long running = futures.stream().filter(future -> future.status() == TaskStatus.RUNNING).count();
      gate.open();

      assertEquals(workers, arrived, "tasks that ran at once");
      assertEquals(workers, running);
      assertEquals(workers, new HashSet<>(valuesOf(futures)).size(), "workers used");
    }
  }

  @Test
  @DisplayName("E1: with prestart all workers start at once, without a task")
  default void open_withPrestart_startsAllWorkers(@TempDir Path directory) {
    requires(Capability.CONCURRENT);
    Marker started = Marker.in(directory);
    try (TaskExecutor executor = open(config -> config.workers(3).prestart(true).initializer(() -> started.mark("started")))) {
      eventually(() -> started.count() == 3, () -> "three workers; there are " + started.count());

      assertEquals(1, valueOf(executor.submit(() -> 1)));
      assertEquals(3, started.count());
    }
  }

  @Test
  @DisplayName("E1: a worker is replaced after maxTasksPerWorker, with a backlog far above limit x workers")
  default void worker_afterItsLastTask_isReplaced() {
    requires(Capability.CONCURRENT);
    try (TaskExecutor executor = open(config -> config.maxTasksPerWorker(3))) {
      List<TaskFuture<String>> futures = IntStream.range(0, 30).mapToObj(number -> executor.submit(Tasks::worker)).toList();

      Map<String, Long> tasksByWorker =
          valuesOf(futures).stream().collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));

      assertTrue(tasksByWorker.values().stream().allMatch(tasks -> tasks <= 3), tasksByWorker::toString);
      assertTrue(tasksByWorker.size() >= 10, tasksByWorker::toString);
    }
  }

  @Test
  @DisplayName("E1: a chunk larger than maxTasksPerWorker is spread over workers")
  default void worker_withAChunkAboveItsLimit_isReplacedMidway() {
    requires(Capability.CONCURRENT);
    try (TaskExecutor executor = open(config -> config.workers(1).maxTasksPerWorker(3))) {
      List<String> workers = executor.map(
          MapOptions.defaults().withChunkSize(10), number -> Tasks.worker(), MapContract.TEN).toList();

      assertTrue(new HashSet<>(workers).size() >= 4, workers.toString());
    }
  }

  @Test
  @DisplayName("E1: a worker that is idle for idleTimeout ends; the next task gets another")
  default void worker_idleForLong_ends() {
    requires(Capability.CONCURRENT);
    Duration idleTimeout = Duration.ofMillis(100);
    try (TaskExecutor executor = open(config -> config.idleTimeout(idleTimeout))) {
      String first = valueOf(executor.submit(Tasks::worker));

      eventually(() -> !valueOf(executor.submit(Tasks::worker)).equals(first), () -> "another worker than " + first,
          idleTimeout.multipliedBy(6));
    }
  }

  @Test
  @DisplayName("E1: a resize up while busy starts more workers at once")
  default void resize_upWhileBusy_startsMoreWorkers(@TempDir Path directory) throws InterruptedException {
    requires(Capability.CONCURRENT);
    try (TaskExecutor executor = open(1); Gate gate = Gate.in(directory)) {
      List<TaskFuture<String>> futures = submitHeld(executor, gate, 10);
      gate.awaitArrivals(1);
      passAWhile(futures);
      int before = gate.arrivals().count();

      executor.resize(3);

      gate.awaitArrivals(3);
      assertEquals(1, before);
      gate.open();
      assertEquals(3, new HashSet<>(valuesOf(futures)).size());
    }
  }

  @Test
  @DisplayName("E1: a resize down while busy lets running tasks end, and then uses fewer workers")
  default void resize_downWhileBusy_usesFewerWorkersAfterwards(@TempDir Path directory) throws InterruptedException {
    requires(Capability.CONCURRENT);
    try (TaskExecutor executor = open(3); Gate first = Gate.in(directory); Gate second = Gate.in(directory)) {
      List<TaskFuture<String>> running = submitHeld(executor, first, 3);
      first.awaitArrivals(3);

      executor.resize(1);
      first.open();
      valuesOf(running);
      List<TaskFuture<String>> later = submitHeld(executor, second, 5);
      second.awaitArrivals(1);
      passAWhile(later);

      assertEquals(1, second.arrivals().count(), "tasks that ran at once after the resize");
      second.open();
      assertEquals(1, new HashSet<>(valuesOf(later)).size());
    }
  }
}
