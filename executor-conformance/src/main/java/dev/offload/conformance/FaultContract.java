package dev.offload.conformance;

import static dev.offload.conformance.Eventually.eventually;
import static dev.offload.conformance.Outcomes.assertMentions;
import static dev.offload.conformance.Outcomes.failureOf;
import static dev.offload.conformance.Outcomes.messageOf;
import static dev.offload.conformance.Outcomes.valueOf;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.offload.Capability;
import dev.offload.ExecutorConfig;
import dev.offload.TaskExecutor;
import dev.offload.TaskFuture;
import dev.offload.TaskOptions;
import dev.offload.TaskTimeoutException;
import dev.offload.TaskTransferException;
import dev.offload.WorkerLostException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every fault at every stage of a task's way: rules R3, R4, R8, E3, E5 and E6 where they are hardest to keep. */
public interface FaultContract extends ContractSubject {
  @ParameterizedTest(name = "{0}")
  @MethodSource("dev.offload.conformance.FaultTable#cells")
  @DisplayName("E6: each fault at each stage ends its task as stated, the next task succeeds, and nothing is left")
  default void task_hitByAFault_endsAsStated(Cell cell, @TempDir Path directory) throws InterruptedException {
    requires(Capability.ISOLATES, Capability.SURVIVES_CRASHES, Capability.STOPS_TASKS, Capability.OWN_HEAP);
    Blow blow = new Blow(cell.fault(), Gate.in(directory));

    if (cell.needsItsOwnParent()) {
      hitAProgram(cell, blow, directory);
    } else {
      hitThisOrItsWorker(cell, blow, directory);
    }
  }

  private ExecutorConfig frugalConfig(Path directory) {
    return confinedConfig(directory).toBuilder().workers(1).cancelGrace(Duration.ofMillis(100)).build();
  }

  private void hitThisOrItsWorker(Cell cell, Blow blow, Path directory) throws InterruptedException {
    try (TaskExecutor executor = open(frugalConfig(directory)); Gate gate = blow.gate()) {
      final long worker = valueOf(executor.submit(Tasks::pid));

      TaskFuture<?> struck = hit(cell, blow, executor, directory);

      assertEnding(cell, worker, struck);
      assertEquals(List.of(Long.toString(cell.stage().isInParent() ? Tasks.pid() : worker)), gate.arrivals().lines(), "where it struck");
      long next = valueOf(executor.submit(Tasks::pid));
      assertEquals(cell.replacesTheWorker(), next != worker, () -> "another worker: " + worker + ", then " + next);
    }
  }

  private static TaskFuture<?> hit(Cell cell, Blow blow, TaskExecutor executor, Path directory) throws InterruptedException {
    TaskOptions named = TaskOptions.named("the struck one");
    TaskOptions options = cell.ending() == Ending.TIMEOUT ? named.withTimeout(Duration.ofSeconds(2)) : named;
    if (cell.stage() == Stage.SEND || cell.stage() == Stage.SEND_RESULT) {
      try (InFlight inFlight = InFlight.begin(executor, blow, directory)) {
        return cell.stage() == Stage.SEND
            ? inFlight.whileSent(options, InFlight.STUCK_BYTES)
            : inFlight.whileReturned(options, InFlight.STUCK_BYTES);
      }
    }
    TaskFuture<?> struck = Provocation.at(cell.stage(), blow, executor, options);
    blow.awaitAndJoin();
    return struck;
  }

  private static void assertEnding(Cell cell, long worker, TaskFuture<?> struck) {
    Fault fault = cell.fault();
    switch (cell.ending()) {
      case THROWN -> assertMentions(String.valueOf(failureOf(fault.thrown(), struck).getMessage()), fault.words());
      case TRANSFER -> {
        TaskTransferException failure = failureOf(TaskTransferException.class, struck);
        assertMentions(messageOf(failure), cell.stage().isDecoding() ? "decoded" : "encoded");
        assertMentions(messageOf(failure), fault.words());
        assertInstanceOf(fault.thrown(), failure.getCause());
      }
      case LOST -> {
        WorkerLostException failure = failureOf(WorkerLostException.class, struck);
        assertMentions(messageOf(failure), "the struck one", "pid " + worker);
        assertMentions(messageOf(failure), fault.words());
      }
      case TIMEOUT -> assertMentions(messageOf(failureOf(TaskTimeoutException.class, struck)), "the struck one", "2000 ms");
      default -> assertValue(cell.stage(), valueOf(struck));
    }
  }

  private static void assertValue(Stage stage, Object value) {
    switch (stage) {
      case SEND -> assertEquals(InFlight.STUCK_BYTES, value);
      case SEND_RESULT -> assertEquals(InFlight.STUCK_BYTES, ((byte[]) value).length);
      default -> assertEquals(Blow.SURVIVED, value.toString());
    }
  }

  private void hitAProgram(Cell cell, Blow blow, Path directory) {
    Marker marks = Marker.in(directory);
    Path output = directory.resolve("output");
    Process program = FaultProgram.start(frugalConfig(directory), cell, blow, marks, output);
    try (Gate gate = blow.gate()) {
      if (cell.fault() == Fault.STOP || cell.fault() == Fault.KILL) {
        blow.awaitAndJoin();
        gate.open();
      }
      if (cell.fault() == Fault.STOP) {
        Signals.send("CONT", program.pid());
      }
      String text = Program.awaitEnd(program, output);
      assertEquals(cell.fault().exitCode(), program.exitValue(), text);
      assertEquals(List.of(Long.toString(program.pid())), gate.arrivals().lines(), "where it struck");
      assertMarks(cell, marks.lines(), text);
      eventually(() -> leftIn(directory).isEmpty(), () -> "an end of the files " + leftIn(directory));
    } finally {
      program.destroyForcibly();
    }
  }

  /** An orphan that has ended may stay in the list of processes until the system asks for its exit code; it has no command any more. */
  private static boolean isRunning(ProcessHandle process) {
    return process.isAlive() && process.info().command().isPresent();
  }

  /** The executor's directory and what is in it. */
  private static List<String> leftIn(Path directory) {
    try (Stream<Path> files = Files.walk(directory, 2)) {
      return files.map(path -> directory.relativize(path).toString()).filter(name -> name.startsWith("offload-")).sorted().toList();
    } catch (UncheckedIOException e) {
      // One of them went while it was looked at.
      return List.of(e.toString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void assertMarks(Cell cell, List<String> marks, String text) {
    String worker = marks.get(0);
    if (cell.ending() == Ending.GONE) {
      assertEquals(List.of(worker), marks, text);
      eventually(() -> ProcessHandle.of(Long.parseLong(worker)).filter(FaultContract::isRunning).isEmpty(),
          "the end of process " + worker + ", an orphan");
      return;
    }
    String struck = marks.size() < 2 ? "" : marks.get(1);
    assertEquals(List.of(worker, struck, worker, "closed"), marks, text);
    if (cell.ending() == Ending.VALUE) {
      assertEquals(Blow.SURVIVED, struck);
    } else {
      assertMentions(struck, TaskTransferException.class.getName(), cell.fault().thrown().getName());
    }
  }
}
