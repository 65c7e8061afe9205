package dev.offload.processes;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.offload.TaskExecutor;
import dev.offload.TaskFuture;
import dev.offload.WorkerLostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A task writes what is read about its worker's end. */
class ObituaryTest {
  private static final int LINE = 1 << 20;

  @TempDir private Path directory;

  @Test
  @DisplayName("E6: a crash report that a task made up, endless and without lines, is read to a bound")
  void crashReport_ofATask_isReadToABound() throws Exception {
    try (TaskExecutor executor = Processes.open(
        settings -> settings.option("processes.workingDirectory", directory.toString()))) {
      TaskFuture<Void> lost = executor.submit(() -> {
        Path report = Path.of("hs_err_pid" + ProcessHandle.current().pid() + ".log");
        Files.writeString(report, "# SIGFAKE " + "x".repeat(LINE));
        Runtime.getRuntime().halt(7);
      });

      ExecutionException e = assertThrows(ExecutionException.class,
          () -> lost.get(Processes.PATIENCE.toSeconds(), TimeUnit.SECONDS));
      assertTrue(e.getCause() instanceof WorkerLostException && e.getCause().getMessage().contains("SIGFAKE"));
      assertTrue(e.getCause().getMessage().length() < LINE / 2, "a message of " + e.getCause().getMessage().length() + " characters");
    }
  }
}
