package dev.offload.conformance;

import static dev.offload.conformance.Outcomes.assertCancelled;
import static dev.offload.conformance.Outcomes.assertMentions;
import static dev.offload.conformance.Outcomes.awaitStopped;
import static dev.offload.conformance.Outcomes.failureOf;
import static dev.offload.conformance.Outcomes.messageOf;
import static dev.offload.conformance.Outcomes.valueOf;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.offload.Capability;
import dev.offload.TaskExecutor;
import dev.offload.TaskFuture;
import dev.offload.command.Command;
import dev.offload.command.CommandFailedException;
import dev.offload.command.CommandResult;
import dev.offload.command.CommandTimeoutException;
import dev.offload.command.RunningCommand;
import dev.offload.spi.Offspring;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Commands as tasks: rule X1. The programs that are run are this JVM's own {@code java}, which every system has. */
public interface CommandContract extends ContractSubject {
  /** The java that runs this, with a program of this suite. */
  private static Command java(String... arguments) {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    List<String> fixed = List.of("-XX:TieredStopAtLevel=1", "-cp", System.getProperty("java.class.path"), CommandProgram.class.getName());
    return Command.of(java, Stream.concat(fixed.stream(), Arrays.stream(arguments)).toArray(String[]::new));
  }

  @Test
  @Tag(OnePerRule.TAG)
  @DisplayName("X1: a command's result has its arguments, its exit code and what it printed")
  default void command_asATask_givesItsResult(@TempDir Path directory) {
    try (TaskExecutor executor = open(1)) {
      CommandResult result = valueOf(executor.submit(
          java("print", "to stdout", "to stderr").in(directory).env("GREETING", "hello").input("typed")));

      assertEquals(0, result.exitCode());
      assertEquals("to stdout", result.stdout().strip());
      assertEquals("to stderr", result.stderr().strip());
      assertEquals("print", result.args().get(result.args().size() - 3));
      CommandResult surroundings = valueOf(executor.submit(
          java("surroundings").in(directory).env("GREETING", "hello").input("typed")));
      assertMentions(surroundings.stdout(), "typed", "hello", directory.getFileName());
    }
  }

  @Test
  @DisplayName("X1: a command that is checked fails by its exit code, one that is not tells it")
  default void command_thatFails_tellsOrThrows() {
    try (TaskExecutor executor = open(1)) {
      assertEquals(3, valueOf(executor.submit(java("exit", "3"))).exitCode());
      CommandFailedException failure = failureOf(CommandFailedException.class, executor.submit(java("exit", "3").check()));

      assertMentions(messageOf(failure), "exit code 3", "gave up");
      assertEquals(3, failure.result().exitCode());
      assertMentions(messageOf(failureOf(IOException.class, executor.submit(Command.of("no-such-program-anywhere", "x")))),
          "no-such-program-anywhere x");
    }
  }

  @Test
  @DisplayName("X1: a time-out ends the program and all that it has started, and gives what it had printed")
  default void command_overItsTime_isEndedWithItsTree(@TempDir Path directory) {
    try (TaskExecutor executor = open(1)) {
      Path pids = directory.resolve("pids");
      TaskFuture<CommandResult> future = executor.submit(() -> {
        RunningCommand running = java("tree", pids.toString()).timeout(PATIENCE).start();
        running.stdout().read();
        running.close();
        return java("sleep").timeout(Duration.ofMillis(300)).run();
      });

      CommandTimeoutException failure = failureOf(CommandTimeoutException.class, future);

      assertEquals(Duration.ofMillis(300), failure.timeout());
      assertMentions(messageOf(failure), "300 ms");
      assertNobodyIn(pids);
    }
  }

  private static boolean isRunning(String pid) {
    return ProcessHandle.of(Long.parseLong(pid)).filter(Offspring::isRunning).isPresent();
  }

  private static void assertNobodyIn(Path pids) {
    try {
      List<String> lines = Files.readAllLines(pids);
      assertEquals(2, lines.size(), lines.toString());
      for (String pid : lines) {
        assertFalse(isRunning(pid), pid + " is alive");
      }
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  @DisplayName("X1: a task that is cancelled ends its command")
  default void command_cancelled_isEnded(@TempDir Path directory) throws IOException {
    requires(Capability.CONCURRENT);
    try (TaskExecutor executor = open(1)) {
      Path pids = directory.resolve("pids");
      TaskFuture<CommandResult> future = executor.submit(java("tree", pids.toString()));
      Eventually.eventually(() -> Files.exists(pids) && Files.readAllLines(pids).size() == 2, "the command and its child");

      future.cancel(true);

      assertCancelled(future);
      awaitStopped(future);
      Eventually.eventually(() -> Files.readAllLines(pids).stream().noneMatch(CommandContract::isRunning), "their end");
    }
  }

  @Test
  @DisplayName("X1: each program of a pipeline reads what the one before prints")
  default void commands_inAPipeline_readFromEachOther() {
    try (TaskExecutor executor = open(1)) {
      CommandResult result = valueOf(executor.submit(java("count", "1000").pipe(java("grep", "99")).pipe(java("upper"))));

      assertEquals(List.of("N99", "N199", "N299", "N399", "N499", "N599", "N699", "N799", "N899", "N990", "N991", "N992", "N993", "N994",
          "N995", "N996", "N997", "N998", "N999"), result.stdout().lines().toList());
    }
  }

  @Test
  @DisplayName("X1: what a command prints can be had line by line, and both streams in one")
  default void command_streamed_givesLines(@TempDir Path directory) {
    Marker lines = Marker.in(directory);
    try (TaskExecutor executor = open(1)) {
      CommandResult streamed = valueOf(executor.submit(java("count", "3").streamTo(lines::mark)));
      CommandResult merged = valueOf(executor.submit(java("print", "out", "err").mergeStderr()));
      failureOf(IllegalStateException.class, executor.submit(java("count", "3").streamTo(line -> {
        throw new IllegalStateException("no more");
      })));

      assertEquals(List.of("n0", "n1", "n2"), lines.lines());
      assertEquals("", streamed.stdout());
      assertMentions(merged.stdout(), "out", "err");
      assertEquals("", merged.stderr());
    }
  }

  @Test
  @DisplayName("X1: a command that was started is asked, talked to and ended")
  default void command_started_isDriven() throws Exception {
    try (RunningCommand talking = java("upper").start()) {
      assertEquals(OptionalInt.empty(), talking.poll());
      assertTrue(ProcessHandle.of(talking.pid()).isPresent());
      assertFalse(talking.waitFor(Duration.ofMillis(1)));
      talking.stdin().write("hello\n".getBytes());
      talking.stdin().close();

      assertEquals("HELLO", talking.communicate().stdout().strip());
      assertEquals(OptionalInt.of(0), talking.poll());
    }
    try (RunningCommand sleeping = java("sleep").start()) {
      sleeping.terminate();
      assertTrue(sleeping.waitFor(PATIENCE));
      assertTrue(sleeping.poll().getAsInt() != 0, () -> "exit code " + sleeping.poll());
    }
  }
}
