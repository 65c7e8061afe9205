package dev.offload.processes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.offload.Action;
import dev.offload.TaskExecutor;
import dev.offload.TaskFuture;
import dev.offload.TaskOptions;
import dev.offload.WorkerLostException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What the message about a lost worker tells. */
class WorkerDeathTest {
  @TempDir private Path directory;

  static Stream<Arguments> deaths() {
    return Stream.of(
        death("System.exit(5)", () -> System.exit(5), "exited with code 5", "System.exit(5)"),
        death("Runtime.halt(0)", () -> Runtime.getRuntime().halt(0), "exited with code 0", "System.exit(0)"),
        death("SIGKILL", () -> signal("KILL"), "exited with code 137", "SIGKILL"),
        death("SIGTERM", () -> signal("TERM"), "exited with code 143", "SIGTERM"));
  }

  private static Arguments death(String name, Action action, String code, String words) {
    return Arguments.of(name, action, code, words);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("deaths")
  @DisplayName("E3: a lost worker is told with pid, exit code in words, task and last lines of stderr")
  void death_isTold(String name, Action action, String code, String words) throws Exception {
    try (TaskExecutor executor = Processes.open()) {
      long pid = executor.submit(() -> ProcessHandle.current().pid()).get();
      TaskFuture<Void> lost = executor.submit(TaskOptions.named("the unlucky one"), () -> {
        System.err.println("these were the last words");
        action.run();
      });

      WorkerLostException loss = lossOf(lost);
      String told = loss.getMessage();
      assertEquals(OptionalLong.of(pid), loss.pid());
      assertTrue(told.contains("exited with code " + loss.exitCode().getAsInt()), told);
      assertTrue(told.matches("(?s).*\\(attempt 1, for \\d+\\.\\d{3} s\\).*"), told);
      assertTrue(told.matches("(?s).*At its last report, \\d+\\.\\d s ago: heap \\d+ of \\d+ MiB\\..*"), told);
      assertTrue(told.contains("pid " + pid), told);
      assertTrue(told.contains(code), told);
      assertTrue(told.contains(words), told);
      assertTrue(told.contains("\"the unlucky one\""), told);
      assertTrue(told.contains("these were the last words"), told);
      assertEquals(1, executor.submit(() -> 1).get(), "the next task did not run");
    }
  }

  @Test
  @DisplayName("E3: a crash of the JVM is told with the path of its report and the signal")
  void crash_isTold_withItsReport() throws Exception {
    try (TaskExecutor executor = Processes.open(
        settings -> settings.option("processes.workingDirectory", directory.toString()))) {
      String told = lossOf(executor.submit(() -> signal("SEGV"))).getMessage();

      assertTrue(told.contains("exited with code 134"), told);
      assertTrue(told.contains("SIGSEGV"), told);
      try (Stream<Path> files = Files.list(directory)) {
        Path report = files.filter(file -> file.getFileName().toString().startsWith("hs_err_pid")).findFirst().orElseThrow();
        assertTrue(told.contains(report.getFileName().toString()), told);
      }
    }
  }

  @Test
  @DisplayName("E3: a crash is told as one also where the JVM ends with the code of one that could not start")
  void crash_thatLeavesNoCoreDump_isToldAsOne() throws Exception {
    try (TaskExecutor executor = Processes.open(settings -> settings
        .option("processes.workingDirectory", directory.toString())
        .option("processes.jvmArgs", "-XX:-CreateCoredumpOnCrash"))) {
      WorkerLostException loss = lossOf(executor.submit(() -> signal("SEGV")));

      assertEquals(1, loss.exitCode().getAsInt());
      assertTrue(loss.getMessage().contains("exited with code 1 (the JVM crashed). "), loss.getMessage());
    }
  }

  @Test
  @DisplayName("E3: the report of a crash is found where the options of the JVM put it")
  void crash_withAFileOfItsOwn_isToldWithThat() throws Exception {
    try (TaskExecutor executor = Processes.open(
        settings -> settings.option("processes.jvmArgs", "\"-XX:ErrorFile=" + directory.resolve("crash-%p.txt") + "\""))) {
      long pid = executor.submit(() -> ProcessHandle.current().pid()).get();

      String told = lossOf(executor.submit(() -> signal("SEGV"))).getMessage();

      assertTrue(told.contains("Its crash report is " + directory.resolve("crash-" + pid + ".txt") + " (SIGSEGV"), told);
    }
  }

  @Test
  @DisplayName("E3: what is written before the death arrives although the worker dies after it")
  void result_sentBeforeTheDeath_isKept() throws Exception {
    try (TaskExecutor executor = Processes.open()) {
      TaskFuture<byte[]> big = executor.submit(() -> {
        Thread killer = new Thread(() -> Runtime.getRuntime().halt(9));
        Runtime.getRuntime().addShutdownHook(killer);
        return new byte[8 << 20];
      });

      assertEquals(8 << 20, big.get().length);
      assertInstanceOf(WorkerLostException.class, lossOf(executor.submit(() -> System.exit(0))));
    }
  }

  private static WorkerLostException lossOf(TaskFuture<?> future) {
    ExecutionException e = assertThrows(ExecutionException.class,
        () -> future.get(Processes.PATIENCE.toSeconds(), TimeUnit.SECONDS));
    return assertInstanceOf(WorkerLostException.class, e.getCause());
  }

  /** Runs in the worker: sends it a signal and waits for it to work. */
  private static void signal(String name) throws IOException, InterruptedException {
    new ProcessBuilder("kill", "-" + name, Long.toString(ProcessHandle.current().pid())).start().waitFor();
    Thread.sleep(Processes.PATIENCE.toMillis());
  }
}
