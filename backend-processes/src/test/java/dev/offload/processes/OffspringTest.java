package dev.offload.processes;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.offload.Action;
import dev.offload.ExecutorConfigBuilder;
import dev.offload.ShutdownMode;
import dev.offload.TaskExecutor;
import dev.offload.TaskFuture;
import dev.offload.spi.Offspring;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What tasks have started ends with their worker, and nothing else does. */
class OffspringTest {
  @TempDir private Path directory;
  private Lineage lineage;

  @BeforeEach
  void name() {
    lineage = Lineage.in(directory);
  }

  @AfterEach
  void clear() {
    lineage.clear();
  }

  /** What a task does after it has started its lineage, so that its worker ends. */
  static Stream<Arguments> lastActs() {
    return Stream.of(
        act("System.exit", () -> System.exit(0)),
        act("Runtime.halt", () -> Runtime.getRuntime().halt(1)),
        act("SIGKILL", () -> signalSelf("KILL")),
        act("SIGTERM", () -> signalSelf("TERM")),
        act("a crash", () -> signalSelf("SEGV")),
        act("exhausted memory", () -> {
          throw new OutOfMemoryError("as if");
        }));
  }

  private static Arguments act(String name, Action action) {
    return Arguments.of(name, action);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("lastActs")
  @DisplayName("E5: what a task has started ends with a worker that dies of itself")
  void worker_thatDies_takesWithItWhatItStarted(String name, Action lastAct) throws Exception {
    try (TaskExecutor executor = open(settings -> { })) {
      Lineage own = lineage;
      TaskFuture<Void> last = executor.submit(() -> {
        own.start();
        lastAct.run();
      });

      await().atMost(Processes.PATIENCE).until(last::isDone);

      lineage.awaitEnd();
      assertEquals(3, lineage.marks().count());
    }
  }

  @Test
  @DisplayName("E5: what a task has started ends with a worker that is killed because the task does not end")
  void worker_thatIsKilled_takesWithItWhatItStarted() throws Exception {
    try (TaskExecutor executor = open(settings -> settings.cancelGrace(Duration.ofMillis(10)))) {
      Lineage own = lineage;
      TaskFuture<Void> endless = executor.submit(() -> {
        own.start();
        while (true) {
          LockSupport.park();
        }
      });
      lineage.awaitBirths(3);

      endless.cancel(true);

      lineage.awaitEnd();
    }
  }

  @Test
  @DisplayName("E5: what a task has left behind lives on with its worker, and ends when that one is replaced")
  void worker_thatIsRetired_takesWithItWhatItStarted() throws Exception {
    try (TaskExecutor executor = open(settings -> settings.maxTasksPerWorker(2))) {
      executor.submit(begetting()).get();
      executor.submit(() -> 1).get();
      Set<String> between = Set.copyOf(lineage.living().values());

      executor.submit(() -> 1).get();

      lineage.awaitEnd();
      assertEquals(Set.of("child", "grandchild", "runaway"), between);
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("shutdowns")
  @DisplayName("E5: when close returns nothing runs that a task has started")
  void executor_thatIsClosed_takesWithItWhatItsTasksStarted(ShutdownMode mode) throws Exception {
    try (TaskExecutor executor = open(settings -> { })) {
      executor.submit(begetting()).get();
      executor.shutdown(mode);
    }

    assertEquals(Map.of(), lineage.living());
  }

  static Stream<ShutdownMode> shutdowns() {
    return Stream.of(ShutdownMode.FINISH_ACCEPTED, ShutdownMode.CANCEL_ALL);
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  @DisplayName("E5: what was started without the mark of its worker outlives one that ends in good order")
  void process_thatHasNoMark_outlivesItsWorker() throws Exception {
    Lineage own = lineage;
    try (TaskExecutor executor = open(settings -> { })) {
      executor.submit(() -> {
        own.startUnmarked();
        own.startStranger("sleep 600 >/dev/null 2>&1");
        own.awaitBirths(2);
      }).get();
    }

    assertEquals(Set.of("unmarked", "stranger"), Set.copyOf(lineage.living().values()));
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  @DisplayName("E5: the end of one worker harms none of another worker, another executor or nobody's")
  void process_ofAnother_isNotEnded() throws Exception {
    Offspring ours = Offspring.ofWorker("offload-1-a-1", "worker-1");
    Map<Process, Boolean> endsOf = new HashMap<>();
    endsOf.put(sleepMarked(Offspring.ofWorker("offload-1-a-1", "worker-1")), true);
    endsOf.put(sleepMarked(Offspring.ofWorker("offload-1-a-1", "worker-11")), false);
    endsOf.put(sleepMarked(Offspring.ofWorker("offload-1-a-11", "worker-1")), false);
    endsOf.put(sleepMarked(Offspring.ofWorker("offload-1-a-1", "worker-2")), false);
    try {
      List<Long> left = ours.end();

      assertEquals(List.of(), left);
      endsOf.forEach((process, ends) -> assertNotEquals(ends, Lineage.isRunning(process.pid()), process.info().toString()));
    } finally {
      endsOf.keySet().forEach(Process::destroyForcibly);
    }
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  @DisplayName("E5: what a worker of a worker has started counts as the outer one's, and not the other way round")
  void mark_ofAWorkerWithinAWorker_standsBehindTheOuter() throws Exception {
    Offspring outer = Offspring.ofWorker("offload-1-b-1", "worker-1");
    Offspring inner = Offspring.ofWorker("offload-2-b-2", "worker-1");
    Process ofOuter = sleepMarked(outer);
    Process ofInner = sleepMarked(outer, inner);
    try {
      inner.end();
      boolean outerLives = Lineage.isRunning(ofOuter.pid()) && !Lineage.isRunning(ofInner.pid());
      Process ofInnerAgain = sleepMarked(outer, inner);
      outer.end();

      assertTrue(outerLives, "only what is the inner one's ended with it");
      assertFalse(Lineage.isRunning(ofOuter.pid()) || Lineage.isRunning(ofInnerAgain.pid()));
    } finally {
      Offspring.ofExecutor("offload-1-b-1").end();
    }
  }

  private Action begetting() {
    Lineage own = lineage;
    return own::start;
  }

  private static Process sleepMarked(Offspring... marks) throws IOException {
    ProcessBuilder builder = new ProcessBuilder("sleep", "600");
    for (Offspring mark : marks) {
      mark.mark(builder.environment());
    }
    return builder.start();
  }

  private TaskExecutor open(Consumer<ExecutorConfigBuilder> change) {
    return Processes.open(settings -> {
      ExecutorConfigBuilder own = settings.option("processes.workingDirectory", directory.toString());
      change.accept(own);
      return own;
    });
  }

  private static void signalSelf(String name) throws IOException, InterruptedException {
    Processes.signal(name, ProcessHandle.current().pid());
    Thread.sleep(Processes.PATIENCE.toMillis());
  }
}
