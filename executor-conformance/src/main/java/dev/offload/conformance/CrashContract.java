package dev.offload.conformance;

import static dev.offload.conformance.Outcomes.assertMentions;
import static dev.offload.conformance.Outcomes.awaitDone;
import static dev.offload.conformance.Outcomes.failureOf;
import static dev.offload.conformance.Outcomes.messageOf;
import static dev.offload.conformance.Outcomes.valueOf;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.offload.BrokenExecutorException;
import dev.offload.Capability;
import dev.offload.ExecutorConfig;
import dev.offload.MapOptions;
import dev.offload.Results;
import dev.offload.TaskContext;
import dev.offload.TaskExecutor;
import dev.offload.TaskFailedException;
import dev.offload.TaskFuture;
import dev.offload.TaskOptions;
import dev.offload.TaskStatus;
import dev.offload.WorkerLostException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The death of workers: rule E3. */
public interface CrashContract extends ContractSubject {
  @Test
  @DisplayName("E3: the death of a worker fails the task it ran, with worker, process, exit code and task in the text")
  default void task_thatEndsItsProcess_failsAlone(@TempDir Path directory) {
    requires(Capability.CONCURRENT, Capability.SURVIVES_CRASHES);
    try (TaskExecutor executor = open(1); Gate gate = Gate.in(directory)) {
      final long pid = valueOf(executor.submit(Tasks::pid));
      TaskFuture<?> halting = executor.submit(TaskOptions.named("halting"), () -> {
        gate.pass();
        Runtime.getRuntime().halt(3);
      });
      List<TaskFuture<Integer>> queued =
          IntStream.range(0, 20).mapToObj(number -> executor.submit(Tasks::square, number)).toList();

      gate.open();

      WorkerLostException failure = failureOf(WorkerLostException.class, halting);
      assertMentions(messageOf(failure), "halting", failure.worker(), pid, "3");
      for (int i = 0; i < queued.size(); i++) {
        assertEquals(i * i, valueOf(queued.get(i)));
      }
      assertNotEquals(pid, valueOf(executor.submit(Tasks::pid)), "a replacement runs them");
    }
  }

  @Test
  @DisplayName("E3: System.exit in a task is the death of its worker, too")
  default void task_thatExits_failsAlone() {
    requires(Capability.SURVIVES_CRASHES);
    try (TaskExecutor executor = open(1)) {
      TaskFuture<?> exiting = executor.submit(() -> System.exit(7));

      assertMentions(messageOf(failureOf(WorkerLostException.class, exiting)), "7");
      assertEquals(1, valueOf(executor.submit(() -> 1)));
    }
  }

  @Test
  @Tag(OnePerRule.TAG)
  @DisplayName("E3: a worker that is killed from outside takes no other worker's task with it")
  default void worker_killedFromOutside_failsItsTaskOnly(@TempDir Path directory) {
    requires(Capability.CONCURRENT, Capability.SURVIVES_CRASHES);
    try (TaskExecutor executor = open(2); Gate gate = Gate.in(directory)) {
      TaskFuture<String> victim = Tasks.begin(executor, gate);
      final TaskFuture<String> neighbour = Tasks.begin(executor, gate);
      long pid = Long.parseLong(gate.arrivals().lines().get(0));

      assertTrue(ProcessHandle.of(pid).orElseThrow().destroyForcibly());

      assertMentions(messageOf(failureOf(WorkerLostException.class, victim)), pid);
      assertEquals(TaskStatus.RUNNING, neighbour.status());
      gate.open();
      assertEquals("held", valueOf(neighbour));
      assertEquals(1, valueOf(executor.submit(() -> 1)));
    }
  }

  @Test
  @DisplayName("E3: an idle worker that dies costs nothing")
  default void worker_killedWhileIdle_costsNothing() {
    requires(Capability.SURVIVES_CRASHES);
    try (TaskExecutor executor = open(1)) {
      ProcessHandle worker = ProcessHandle.of(valueOf(executor.submit(Tasks::pid))).orElseThrow();

      worker.destroyForcibly();
      worker.onExit().join();

      // It may be noticed only with the next task, which then never began.
      assertNotEquals(worker.pid(), valueOf(executor.submit(TaskOptions.defaults().withRetries(1), Tasks::pid)));
    }
  }

  @Test
  @DisplayName("E3: a lost task is not tried again unless its options say so")
  default void task_lostWithoutRetries_runsOnce(@TempDir Path directory) {
    requires(Capability.SURVIVES_CRASHES);
    Marker runs = Marker.in(directory);
    try (TaskExecutor executor = open(1)) {
      TaskFuture<?> once = executor.submit(() -> markAndHaltUntil(runs, 100));
      failureOf(WorkerLostException.class, once);
      assertEquals(1, valueOf(executor.submit(() -> 1)));

      assertEquals(1, runs.count());
    }
  }

  @Test
  @DisplayName("E3: with retries a lost task runs again, at most that often")
  default void task_lostWithRetries_runsAgain(@TempDir Path directory) {
    requires(Capability.SURVIVES_CRASHES);
    Marker saved = Marker.in(directory);
    Marker lost = Marker.in(directory);
    TaskOptions twoMore = TaskOptions.defaults().withRetries(2);
    try (TaskExecutor executor = open(1)) {
      TaskFuture<Integer> recovering = executor.submit(twoMore, () -> markAndHaltUntil(saved, 3));
      TaskFuture<Integer> hopeless = executor.submit(twoMore, () -> markAndHaltUntil(lost, 100));

      assertEquals(3, valueOf(recovering), "the attempt that succeeded");
      failureOf(WorkerLostException.class, hopeless);
      assertEquals(List.of("attempt 1", "attempt 2", "attempt 3"), saved.lines());
      assertEquals(3, lost.count());
    }
  }

  private static int markAndHaltUntil(Marker runs, int attempt) {
    int current = TaskContext.current().attempt();
    runs.mark("attempt " + current);
    if (current < attempt) {
      Runtime.getRuntime().halt(3);
    }
    return current;
  }

  @Test
  @Tag(OnePerRule.TAG)
  @DisplayName("M4: what elements of a chunk have returned is kept when the worker dies of the next one")
  default void chunk_whoseWorkerDies_keepsWhatWasReturned() {
    requires(Capability.SURVIVES_CRASHES);
    int size = 8 << 20;
    try (TaskExecutor executor = open(1);
        Results<byte[]> results = executor.map(MapOptions.defaults().withChunkSize(4), number -> {
          if (number == 3) {
            Runtime.getRuntime().halt(3);
          }
          return new byte[size];
        }, List.of(1, 2, 3, 4))) {
      assertEquals(size, results.next().length);
      assertEquals(size, results.next().length);
      TaskFailedException lost = assertThrows(TaskFailedException.class, results::next);
      assertInstanceOf(WorkerLostException.class, lost.getCause());
      assertEquals(size, results.next().length);
    }
  }

  @Test
  @DisplayName("E3: many deaths in a row do not break the pool, as long as workers can start")
  default void tasks_manyThatDie_leaveThePoolWorking() {
    requires(Capability.CONCURRENT, Capability.SURVIVES_CRASHES);
    try (TaskExecutor executor = open(2)) {
      List<TaskFuture<?>> dying = new ArrayList<>();
      for (int i = 0; i < 10; i++) {
        dying.add(executor.submit(() -> Runtime.getRuntime().halt(3)));
      }
      awaitDone(dying);

      dying.forEach(future -> failureOf(WorkerLostException.class, future));
      assertEquals(1, valueOf(executor.submit(() -> 1)));
    }
  }

  @Test
  @DisplayName("E3: after maxStartFailures the executor is broken, and says why")
  default void executor_whoseWorkersCannotStart_isBroken() {
    Optional<ExecutorConfig> broken = brokenConfig();
    assumeTrue(broken.isPresent(), () -> "backend \"" + provider().name() + "\" has no brokenConfig() in this binding");
    ExecutorConfig config = broken.orElseThrow().toBuilder().workers(1).maxStartFailures(2).build();
    try (TaskExecutor executor = open(config)) {
      List<TaskFuture<Integer>> pending = new ArrayList<>();
      BrokenExecutorException refusal = assertThrows(BrokenExecutorException.class, () -> {
        while (true) {
          pending.add(executor.submit(() -> 1));
          awaitDone(pending);
        }
      });

      assertMentions(messageOf(refusal), "start", "2");
      pending.forEach(future -> failureOf(BrokenExecutorException.class, future));
    }
  }
}
