package dev.offload.node;

import static dev.offload.node.NodeProcess.PATIENCE;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.offload.TaskExecutor;
import dev.offload.TaskFuture;
import dev.offload.WorkerLostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How a node leaves. */
class DrainTest {
  private static final int MANY = 20;

  @TempDir
  Path directory;

  /** Writes to one file that it has begun, and ends when there is the other; the result is the node's process. */
  private static long waitFor(String begun, String mayEnd) throws Exception {
    Files.writeString(Path.of(begun + ".new"), Long.toString(ProcessHandle.current().pid()));
    Files.move(Path.of(begun + ".new"), Path.of(begun));
    while (!Files.exists(Path.of(mayEnd))) {
      Thread.sleep(10);
    }
    return ProcessHandle.current().pid();
  }

  @Test
  void drain_whileATaskRuns_endsWithItsResultAndOthersRunElsewhere() throws Exception {
    Path begun = directory.resolve("begun");
    Path mayEnd = directory.resolve("may-end");
    try (NodeProcess first = NodeProcess.begin(directory, "--name=first", "--slots=2").awaitStart();
        NodeProcess second = NodeProcess.join(first, directory, "--name=second", "--slots=2").awaitStart();
        TaskExecutor executor = TaskExecutor.open(second.config().withWorkers(4))) {
      TaskFuture<Long> running = executor.submit(() -> waitFor(begun.toString(), mayEnd.toString()));
      await().atMost(PATIENCE).until(() -> Files.exists(begun));
      long busy = Long.parseLong(Files.readString(begun));
      NodeProcess leaving = busy == first.pid() ? first : second;
      NodeProcess staying = leaving == first ? second : first;

      leaving.terminate();
      leaving.awaitOutput("takes no new sessions");
      for (long node : pidsOf(executor, MANY)) {
        assertEquals(staying.pid(), node);
      }
      assertTrue(leaving.isAlive());
      Files.createFile(mayEnd);

      assertEquals(leaving.pid(), running.get());
      assertEquals(0, leaving.awaitExit(), leaving::output);
      staying.awaitOutput(", has left");
      assertEquals(List.of(staying.pid()), pidsOf(executor, MANY).stream().distinct().toList());
    }
  }

  private static List<Long> pidsOf(TaskExecutor executor, int count) throws Exception {
    List<TaskFuture<Long>> futures = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      futures.add(executor.submit(() -> ProcessHandle.current().pid()));
    }
    List<Long> pids = new ArrayList<>();
    for (TaskFuture<Long> future : futures) {
      pids.add(future.get());
    }
    return pids;
  }

  @Test
  @Tag("full")
  void drain_longerThanItsTime_cutsTasksOff() throws Exception {
    try (NodeProcess node = NodeProcess.begin(directory, "--drain-timeout=300ms").awaitStart();
        TaskExecutor executor = TaskExecutor.open(node.config().withWorkers(1))) {
      TaskFuture<Long> running = startEndless(executor);

      node.terminate();

      assertEquals(1, node.awaitExit(), node::output);
      assertTrue(node.output().contains("1 sessions go on"), node::output);
      assertLost(running);
      assertEquals(List.of(), filesOfNodes());
    }
  }

  @Test
  @Tag("full")
  void signal_theSecondOne_endsAtOnce() throws Exception {
    try (NodeProcess node = NodeProcess.begin(directory).awaitStart();
        TaskExecutor executor = TaskExecutor.open(node.config().withWorkers(1))) {
      TaskFuture<Long> running = startEndless(executor);
      node.terminate();
      node.awaitOutput("takes no new sessions");

      node.terminate();

      assertEquals(1, node.awaitExit(), node::output);
      assertLost(running);
    }
  }

  private TaskFuture<Long> startEndless(TaskExecutor executor) {
    String begun = directory.resolve("begun").toString();
    TaskFuture<Long> running = executor.submit(() -> waitFor(begun, begun + ".never"));
    await().atMost(PATIENCE).until(() -> Files.exists(Path.of(begun)));
    return running;
  }

  private static void assertLost(TaskFuture<?> task) {
    Throwable failure = assertThrows(ExecutionException.class, () -> task.get(PATIENCE.toSeconds(), TimeUnit.SECONDS)).getCause();
    WorkerLostException lost = assertInstanceOf(WorkerLostException.class, failure);
    assertEquals(1, lost.getMessage().lines().count(), lost.getMessage());
  }

  private List<Path> filesOfNodes() throws Exception {
    try (Stream<Path> files = Files.list(directory)) {
      return files.filter(file -> file.getFileName().toString().startsWith("offload-")).toList();
    }
  }
}
