package dev.offload.cluster;

import static dev.offload.conformance.Outcomes.assertMentions;
import static dev.offload.conformance.Outcomes.failureOf;
import static dev.offload.conformance.Outcomes.messageOf;
import static dev.offload.conformance.Outcomes.valueOf;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import dev.offload.TaskExecutor;
import dev.offload.TaskFuture;
import dev.offload.TaskOptions;
import dev.offload.WorkerLostException;
import dev.offload.conformance.Bounds;
import dev.offload.conformance.Gate;
import dev.offload.conformance.Marker;
import dev.offload.conformance.Tasks;
import java.nio.file.Path;
import java.time.Duration;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Child JVMs of nodes, and how they end. */
class ClusterChildTest {
  @TempDir
  Path directory;

  @Test
  @DisplayName("E3: the exception of a task whose process was killed tells the node, the process and its exit code")
  void task_whoseProcessIsKilled_isLost() {
    try (TaskExecutor executor = open(); Gate gate = Gate.in(directory)) {
      TaskFuture<String> lost = Tasks.begin(executor, gate);
      TaskFuture<Long> next = executor.submit(Tasks::pid);
      long pid = Long.parseLong(gate.arrivals().lines().get(0));

      ProcessHandle.of(pid).orElseThrow().destroyForcibly();

      Bounds.assertEndsWithin(Bounds.DEATH, lost);
      WorkerLostException failure = failureOf(WorkerLostException.class, lost);
      assertMentions(messageOf(failure), "worker-1", "test-processes-", "pid " + pid, "137");
      assertEquals(OptionalLong.of(pid), failure.pid());
      assertEquals(OptionalInt.of(137), failure.exitCode());
      assertNotEquals(pid, valueOf(next));
    }
  }

  @Test
  @DisplayName("K3: a task that ignores its interrupt is ended with its process, and the node stays")
  void task_thatIgnoresItsInterrupt_isEnded() throws Exception {
    try (TaskExecutor executor = open(); Gate gate = Gate.in(directory)) {
      Tasks.Stubborn stubborn = new Tasks.Stubborn(gate, Marker.in(directory));
      TaskFuture<String> task = Tasks.begin(executor, TaskOptions.defaults(), stubborn, gate);
      long pid = Long.parseLong(gate.arrivals().lines().get(0));

      task.cancel(true);

      task.stopped().get(Bounds.KILL.plusSeconds(30).toSeconds(), TimeUnit.SECONDS);
      assertFalse(ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false), "the process lives on");
      assertNotEquals(pid, valueOf(executor.submit(Tasks::pid)));
    }
  }

  @Test
  @DisplayName("E3: a task that ends its process is lost, and nothing else is")
  void task_thatExits_isLost() {
    try (TaskExecutor executor = open()) {
      TaskFuture<Void> lost = executor.submit(() -> System.exit(7));
      TaskFuture<Long> next = executor.submit(Tasks::pid);

      WorkerLostException failure = failureOf(WorkerLostException.class, lost);

      assertMentions(messageOf(failure), "test-processes-", "code 7");
      assertEquals(OptionalInt.of(7), failure.exitCode());
      valueOf(next);
    }
  }

  private static TaskExecutor open() {
    return TaskExecutor.open(TwoNodes.ofProcesses().toBuilder().workers(1).cancelGrace(Duration.ofMillis(300))
        .option("processes.classDataArchive", "off").build());
  }
}
