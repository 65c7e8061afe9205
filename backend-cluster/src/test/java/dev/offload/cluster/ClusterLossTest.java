package dev.offload.cluster;

import static dev.offload.conformance.Outcomes.failureOf;
import static dev.offload.conformance.Outcomes.valueOf;
import static dev.offload.conformance.Outcomes.valuesOf;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.offload.BrokenExecutorException;
import dev.offload.TaskExecutor;
import dev.offload.TaskFuture;
import dev.offload.WorkerLostException;
import dev.offload.conformance.Bounds;
import dev.offload.conformance.Gate;
import dev.offload.conformance.Tasks;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** All nodes are lost. */
class ClusterLossTest {
  /** From the loss of the last node to the moment when the program has given it up: until then it may be back. */
  private static final Duration GIVING_UP = Duration.ofSeconds(10);

  @TempDir
  Path directory;
  private Ring ring;

  @BeforeEach
  void startRing() {
    ring = new Ring(directory, Duration.ofSeconds(3));
    ring.start(0, 2);
  }

  @AfterEach
  void endRing() {
    ring.close();
  }

  @Test
  @DisplayName("E6: the loss of all nodes ends every future with a typed exception, and breaks the executors; others can be opened later")
  void executor_thatLostAllNodes_isBroken() {
    ring.start(1, 1);
    try (TaskExecutor executor = ring.open(4); TaskExecutor idle = ring.open(1); Gate gate = Gate.in(directory)) {
      List<TaskFuture<String>> running = Stream.generate(() -> Tasks.begin(executor, gate)).limit(3).toList();
      List<TaskFuture<Long>> waiting = submitMany(executor);

      loseAll();
      TaskFuture<Long> late = idle.submit(Tasks::pid);

      running.forEach(future -> Bounds.assertEndsWithin(GIVING_UP.plus(Bounds.DEATH), future));
      running.forEach(future -> failureOf(WorkerLostException.class, future));
      waiting.forEach(future -> Bounds.assertEndsWithin(Bounds.DEATH, future));
      waiting.forEach(future -> failureOf(BrokenExecutorException.class, future));
      failureOf(BrokenExecutorException.class, late);
      assertThrows(BrokenExecutorException.class, () -> executor.submit(Tasks::pid));
      executor.shutdown();
      Bounds.assertTerminatesWithin(Bounds.STOP, executor);
      NodeJvm back = ring.start(0, 1);
      try (TaskExecutor other = ring.open(1)) {
        assertEquals(back.pid(), valueOf(other.submit(Tasks::pid)));
      }
    }
  }

  @Test
  @Tag("full")
  @DisplayName("E3: with cluster.reconnects, what waits runs when a node is back, what ran is lost, and one can be closed meanwhile")
  void executor_thatReconnects_goesOnWhenANodeIsBack() {
    try (TaskExecutor executor = openReconnecting(); TaskExecutor closed = openReconnecting(); Gate gate = Gate.in(directory)) {
      List<TaskFuture<String>> running = List.of(Tasks.begin(executor, gate), Tasks.begin(closed, gate));
      List<TaskFuture<Long>> waiting = submitMany(executor);
      loseAll();
      running.forEach(future -> Bounds.assertEndsWithin(GIVING_UP.plus(Bounds.DEATH), future));
      running.forEach(future -> failureOf(WorkerLostException.class, future));

      List<TaskFuture<Long>> unwanted = submitMany(closed);
      TaskFuture<Long> late = executor.submit(Tasks::pid);
      closed.shutdownNow();
      unwanted.forEach(future -> assertTrue(future.isCancelled(), future::toString));
      Bounds.assertTerminatesWithin(Bounds.STOP, closed);
      NodeJvm back = ring.start(1, 1);

      assertTrue(valuesOf(waiting).stream().allMatch(pid -> pid == back.pid()));
      assertEquals(back.pid(), valueOf(late));
      assertEquals(back.pid(), valueOf(executor.submit(Tasks::pid)));
    }
  }

  private TaskExecutor openReconnecting() {
    return ring.open(settings -> settings.workers(3).option("cluster.reconnects", "true"));
  }

  private void loseAll() {
    ring.clear(0);
    ring.clear(1);
  }

  private static List<TaskFuture<Long>> submitMany(TaskExecutor executor) {
    return Stream.generate(() -> executor.submit(Tasks::pid)).limit(5).toList();
  }
}
