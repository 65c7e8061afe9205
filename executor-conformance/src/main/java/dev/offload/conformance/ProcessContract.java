package dev.offload.conformance;

import static dev.offload.conformance.Outcomes.assertMentions;
import static dev.offload.conformance.Outcomes.failureOf;
import static dev.offload.conformance.Outcomes.valueOf;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.offload.Capability;
import dev.offload.OutputLine;
import dev.offload.Processes;
import dev.offload.Task;
import dev.offload.TaskProcess;
import dev.offload.WorkerLostException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tasks with a worker to themselves: rule X2. */
public interface ProcessContract extends ContractSubject {
  private <T extends @Nullable Object> TaskProcess<T> start(String name, Task<T> task) {
    return Processes.start(config(), name, task, true);
  }

  @Test
  @DisplayName("X2: a process has a name and a future, and ends with exit code 0 after a task that returns")
  default void process_whoseTaskReturns_endsWithZero() throws InterruptedException {
    try (TaskProcess<Long> process = start("reader", () -> {
      System.out.println("read");
      return ProcessHandle.current().pid();
    })) {
      assertTrue(process.join(PATIENCE));

      assertEquals("reader", process.name());
      assertTrue(process.isDaemon());
      assertFalse(process.isAlive());
      assertEquals(OptionalInt.of(0), process.exitCode());
      assertEquals(process.pid(), OptionalLong.of(valueOf(process.future())));
      if (has(Capability.OWN_HEAP)) {
        assertNotEquals(ProcessHandle.current().pid(), valueOf(process.future()));
      }
      boolean wasRead = process.output().stream().map(OutputLine::text).anyMatch("read"::equals);
      assertEquals(has(Capability.CAPTURES_OUTPUT), wasRead, process.output().toString());
      assertMentions(process.toString(), "reader");
    }
  }

  @Test
  @DisplayName("X2: a process whose task throws ends with exit code 1, and its future says why")
  default void process_whoseTaskThrows_endsWithOne() throws InterruptedException {
    try (TaskProcess<?> process = start("broken", () -> {
      throw new IllegalStateException("as it is to");
    })) {
      assertTrue(process.join(PATIENCE));

      assertMentions(failureOf(IllegalStateException.class, process.future()).getMessage(), "as it is to");
      assertEquals(OptionalInt.of(1), process.exitCode());
    }
  }

  @Test
  @DisplayName("X2: a process is alive while its task runs, can be waited for with a time, and be interrupted")
  default void process_thatRuns_canBeInterrupted(@TempDir Path directory) throws InterruptedException {
    requires(Capability.CONCURRENT);
    try (Gate gate = Gate.in(directory); TaskProcess<?> process = start("sleeper", () -> {
      gate.pass();
      return 0;
    })) {
      gate.awaitArrivals(1);
      assertTrue(process.isAlive());
      assertEquals(OptionalInt.empty(), process.exitCode());
      assertFalse(process.join(Duration.ofMillis(5)));

      process.interrupt();

      assertTrue(process.join(PATIENCE));
      failureOf(InterruptedException.class, process.future());
      assertEquals(OptionalInt.of(1), process.exitCode());
    }
  }

  @Test
  @Tag(OnePerRule.TAG)
  @DisplayName("X2: a process can be terminated and killed where the backend stops tasks, and refuses it where it does not")
  default void process_thatIsEnded_tellsHow(@TempDir Path directory) throws InterruptedException {
    requires(Capability.CONCURRENT);
    assertEnds(TaskProcess::terminate, directory);
    assertEnds(TaskProcess::kill, directory);
  }

  /** A way to end a process. */
  interface End {
    /** Ends it. */
    void of(TaskProcess<?> process);
  }

  private void assertEnds(End end, Path directory) throws InterruptedException {
    try (Gate gate = Gate.in(directory); TaskProcess<?> process = start("endless", () -> {
      gate.pass();
      return 0;
    })) {
      gate.awaitArrivals(1);
      if (!has(Capability.STOPS_TASKS)) {
        assertThrows(UnsupportedOperationException.class, () -> end.of(process));
        assertTrue(process.isAlive());
        return;
      }
      end.of(process);

      assertTrue(process.join(PATIENCE));
      failureOf(WorkerLostException.class, process.future());
      assertNotEquals(OptionalInt.of(0), process.exitCode());
      assertNotEquals(OptionalInt.of(1), process.exitCode());
    }
  }

  @Test
  @DisplayName("X2: a process that is closed is cancelled, and gone")
  default void process_thatIsClosed_isGone(@TempDir Path directory) {
    requires(Capability.CONCURRENT);
    TaskProcess<?> process;
    try (Gate gate = Gate.in(directory)) {
      process = start("endless", () -> {
        gate.pass();
        return 0;
      });
      gate.awaitArrivals(1);

      process.close();
    }

    assertFalse(process.isAlive());
    assertTrue(process.future().isCancelled());
    assertEquals(OptionalInt.of(1), process.exitCode());
  }
}
