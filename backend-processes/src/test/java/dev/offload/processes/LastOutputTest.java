package dev.offload.processes;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.util.concurrent.Uninterruptibles;
import dev.offload.OutputLine;
import dev.offload.TaskExecutor;
import dev.offload.TaskFuture;
import dev.offload.WorkerLostException;
import dev.offload.conformance.Gate;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The output of a worker that has ended, where something keeps it from its end. */
class LastOutputTest {
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

  @ParameterizedTest
  @ValueSource(strings = {"sleep 600", "yes"})
  @EnabledOnOs(OS.LINUX)
  @DisplayName("E5: no thread is left after close, though a process that is not ours to end holds the output of a worker, silent or loud")
  void output_heldByAStranger_keepsNoThread(String stranger) throws Exception {
    Lineage own = lineage;
    String command = stranger.equals("yes") ? "yes " + "x".repeat(1_000) : stranger;
    // Slower than a loud one, so that there is always more.
    try (TaskExecutor executor = Processes.open(settings -> settings.outputListener(line -> pause()))) {
      executor.submit(() -> own.startStranger(command)).get();
    }

    await().atMost(Processes.PATIENCE).untilAsserted(() -> assertEquals(List.of(), readers()));
    if (stranger.startsWith("sleep")) {
      assertEquals(Set.of("stranger"), Set.copyOf(lineage.living().values()));
    }
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  @DisplayName("E3: the last words of a worker are told, though a process that is not ours to end holds its output")
  void death_withOutputHeldByAStranger_isToldWithTheLastWords() throws Exception {
    Lineage own = lineage;
    try (TaskExecutor executor = Processes.open(settings -> settings.outputListener(line -> { }))) {
      TaskFuture<Void> lost = executor.submit(() -> {
        own.startStranger("sleep 600");
        System.err.println("these were the last words");
        Runtime.getRuntime().halt(9);
      });

      ExecutionException e = assertThrows(ExecutionException.class, lost::get);

      String told = assertInstanceOf(WorkerLostException.class, e.getCause()).getMessage();
      assertTrue(told.contains("these were the last words"), told);
    }
  }

  @Test
  @EnabledOnOs({OS.LINUX, OS.MAC})
  @DisplayName("E3: a worker that ends right after its start is reported with its last output")
  void death_rightAfterTheStart_isToldWithTheLastWords() throws Exception {
    Path java = Files.writeString(directory.resolve("java"), "#!/bin/sh\necho these were the last words >&2\n");
    Files.setPosixFilePermissions(java, PosixFilePermissions.fromString("rwx------"));
    for (int i = 0; i < 30; i++) {
      try (TaskExecutor executor = Processes.open(settings -> settings.option("processes.java", java.toString()))) {
        ExecutionException e = assertThrows(ExecutionException.class, () -> executor.submit(() -> 1).get());

        String told = String.valueOf(e.getCause().getMessage());
        assertTrue(told.contains("these were the last words"), told);
      }
    }
  }

  @Test
  @DisplayName("E5: a listener that is slow gets every line, also after the end of the worker")
  void listener_thatIsSlow_getsEveryLine() throws Exception {
    int count = 5_000;
    List<OutputLine> lines = Collections.synchronizedList(new ArrayList<>());
    try (Gate gate = Gate.in(directory)) {
      try (TaskExecutor executor = Processes.open(settings -> settings.outputListener(line -> {
        pass(gate);
        lines.add(line);
      }))) {
        executor.submit(() -> IntStream.range(0, count).forEach(System.out::println)).get();
      }
      int early = lines.size();

      gate.open();

      await().atMost(Processes.PATIENCE).until(() -> lines.size() == count && readers().isEmpty());
      assertEquals(0, early);
    }
  }

  private static void pause() {
    Uninterruptibles.sleepUninterruptibly(1, TimeUnit.MILLISECONDS);
  }

  private static void pass(Gate gate) {
    try {
      gate.pass();
    } catch (InterruptedException e) {
      throw new IllegalStateException("nobody interrupts a reader", e);
    }
  }

  private static List<String> readers() {
    return Thread.getAllStackTraces().keySet().stream().map(Thread::getName)
        .filter(name -> name.startsWith("offload-stdout") || name.startsWith("offload-stderr")).toList();
  }
}
