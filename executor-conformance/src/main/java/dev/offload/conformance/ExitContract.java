package dev.offload.conformance;

import static dev.offload.conformance.Eventually.eventually;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.offload.Capability;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How programs end that do not close their executor: rule E5 for the JVM itself. */
public interface ExitContract extends ContractSubject {
  /** Runs a program with two workers that are busy, ends it, and waits until its workers are gone as well. */
  private String outputOfAProgramThat(String what, Path directory, Consumer<Process> end) {
    requires(Capability.CONCURRENT);
    Path output = directory.resolve("output");
    try (Gate gate = Gate.in(directory)) {
      Process program = Program.start(Program.settingsOf(config()), Map.of("OFFLOAD_WORKERS", "2"), output, what, gate.path());
      try {
        gate.awaitArrivals(2);
        // Where tasks ran in this JVM, it is the program's cluster and goes on.
        final List<Long> workers = gate.arrivals().lines().stream().map(Long::valueOf).filter(pid -> pid != Tasks.pid()).toList();
        end.accept(program);
        String text = Program.awaitEnd(program, output);
        eventually(() -> workers.stream().noneMatch(ExitContract::isAlive), () -> "the end of the processes " + workers);
        return text;
      } finally {
        program.destroyForcibly();
      }
    }
  }

  private static boolean isAlive(long pid) {
    return ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false);
  }

  @Test
  @DisplayName("E5: a program that forgets to close ends, with its workers and without a word")
  default void program_thatForgetsToClose_ends(@TempDir Path directory) {
    assertEquals("", outputOfAProgramThat("forget", directory, program -> { }));
  }

  @Test
  @DisplayName("E5: a program that exits with work pending ends, with its workers and without a word")
  default void program_thatExitsWithWorkPending_ends(@TempDir Path directory) {
    assertEquals("", outputOfAProgramThat("exit", directory, program -> { }));
  }

  @Test
  @DisplayName("E5: a program that is killed leaves no orphan")
  default void program_thatIsKilled_leavesNoOrphan(@TempDir Path directory) {
    assertEquals("", outputOfAProgramThat("wait", directory, Process::destroyForcibly));
  }

  @Test
  @DisplayName("E5: a program that is terminated ends, with its workers and without a word")
  default void program_thatIsTerminated_ends(@TempDir Path directory) {
    assertEquals("", outputOfAProgramThat("wait", directory, Process::destroy));
  }

}
