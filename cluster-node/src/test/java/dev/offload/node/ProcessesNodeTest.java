package dev.offload.node;

import static dev.offload.node.NodeProcess.PATIENCE;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.offload.ExecutorConfig;
import dev.offload.OutputLine;
import dev.offload.TaskExecutor;
import dev.offload.TaskFuture;
import dev.offload.TaskStatus;
import dev.offload.WorkerLostException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A node that runs tasks in child JVMs. */
class ProcessesNodeTest {
  @TempDir
  static Path directory;
  private static NodeProcess node;

  @BeforeAll
  static void startNode() {
    node = NodeProcess.begin(directory, "--name=foundry", "--backend=processes", "--slots=2").awaitStart();
  }

  @AfterAll
  static void endNode() throws Exception {
    node.terminate();
    int exitCode = node.awaitExit();
    node.close();
    assertEquals(0, exitCode, node.output());
  }

  private static ExecutorConfig config() {
    return node.config().withWorkers(1).withOption("cluster.nodeBackend", "processes");
  }

  private static long ownPid() {
    return ProcessHandle.current().pid();
  }

  @Test
  void task_thatIgnoresItsInterrupt_isEndedAfterTheGrace() throws Exception {
    try (TaskExecutor executor = TaskExecutor.open(config().toBuilder().cancelGrace(Duration.ofMillis(100)).build())) {
      long before = executor.submit(ProcessesNodeTest::ownPid).get();
      TaskFuture<Object> stubborn = executor.submit(() -> {
        while (true) {
          Thread.onSpinWait();
        }
      });
      await().atMost(PATIENCE).until(() -> stubborn.status() == TaskStatus.RUNNING);

      stubborn.cancel(true);
      stubborn.stopped().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);

      long after = executor.submit(ProcessesNodeTest::ownPid).get();
      assertNotEquals(before, after);
      assertNotEquals(node.pid(), after);
      await().atMost(PATIENCE).until(() -> ProcessHandle.of(before).isEmpty());
    }
  }

  @Test
  void task_thatExits_costsItsWorkerOnly() throws Exception {
    try (TaskExecutor executor = TaskExecutor.open(config())) {
      TaskFuture<Object> exits = executor.submit(() -> {
        System.exit(7);
        return null;
      });

      Throwable failure = assertThrows(ExecutionException.class, exits::get).getCause();

      WorkerLostException lost = assertInstanceOf(WorkerLostException.class, failure);
      assertEquals(7, lost.exitCode().orElseThrow());
      assertTrue(lost.getMessage().contains("node foundry"), lost.getMessage());
      assertEquals(5, executor.submit(Math::abs, -5).get());
    }
  }

  @Test
  void print_ofATask_arrivesAtTheExecutor() throws Exception {
    Queue<OutputLine> lines = new ConcurrentLinkedQueue<>();
    try (TaskExecutor executor = TaskExecutor.open(config().toBuilder().outputListener(lines::add).build())) {
      executor.submit(() -> System.out.println("molten")).get();

      await().atMost(PATIENCE).until(() -> lines.stream().anyMatch(line -> line.text().equals("molten")));
    }
  }

  @Test
  void heap_ofAChild_isItsShareOfTheNode() throws Exception {
    try (TaskExecutor executor = TaskExecutor.open(config());
        TaskExecutor other = TaskExecutor.open(config().withOption("processes.heapMb", "80"))) {
      long share = executor.submit(() -> Runtime.getRuntime().maxMemory()).get() >> 20;
      long told = other.submit(() -> Runtime.getRuntime().maxMemory()).get() >> 20;

      assertTrue(share > 100 && share <= 128, () -> share + " MiB");
      assertTrue(told > 60 && told <= 80, () -> told + " MiB");
    }
  }
}
