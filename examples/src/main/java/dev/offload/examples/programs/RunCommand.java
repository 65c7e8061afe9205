package dev.offload.examples.programs;

import dev.offload.ExecutorConfig;
import dev.offload.TaskExecutor;
import dev.offload.command.Command;
import dev.offload.command.CommandFailedException;
import dev.offload.command.CommandResult;
import dev.offload.command.CommandTimeoutException;
import dev.offload.examples.Program;
import dev.offload.examples.WorkerKind;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.ExecutionException;

/**
 * Lists a directory, reads input, fails, and takes too long: other programs as tasks. For systems with {@code ls}, {@code cat} and {@code
 * sh}.
 */
@picocli.CommandLine.Command(name = "run-command", description = "Other programs as tasks: output, input, exit code, time-out.")
public final class RunCommand extends Program<RunCommand.Outcome> {
  record Outcome(boolean listed, String read, int exitCode, String checked, String late) {}

  @Override
  protected Outcome run(ExecutorConfig config, PrintWriter out) throws Exception {
    Path directory = Files.createTempDirectory("run-command-");
    Path file = Files.createFile(directory.resolve("here.txt"));
    try (TaskExecutor executor = TaskExecutor.open(config)) {
      CommandResult listing = executor.submit(Command.of("ls", "-l").in(directory).check()).get();
      out.print(listing.stdout());
      CommandResult read = executor.submit(Command.of("cat").input("from standard input")).get();
      CommandResult failed = executor.submit(Command.of("sh", "-c", "exit 1")).get();
      String checked = failureOf(executor, Command.of("sh", "-c", "echo out of paper >&2; exit 1").check());
      String late = failureOf(executor, Command.of("sleep", "60").timeout(Duration.ofMillis(200)));
      Outcome outcome = new Outcome(listing.stdout().contains("here.txt"), read.stdout(), failed.exitCode(), checked, late);
      out.println(outcome);
      return outcome;
    } finally {
      Files.delete(file);
      Files.delete(directory);
    }
  }

  private static String failureOf(TaskExecutor executor, Command command) throws InterruptedException {
    try {
      return "no failure: " + executor.submit(command).get();
    } catch (ExecutionException e) {
      boolean known = e.getCause() instanceof CommandFailedException || e.getCause() instanceof CommandTimeoutException;
      return known ? e.getCause().getClass().getSimpleName() : e.getCause().toString();
    }
  }

  @Override
  protected boolean isRight(Outcome outcome, WorkerKind workers) {
    return outcome.equals(new Outcome(true, "from standard input", 1, "CommandFailedException", "CommandTimeoutException"));
  }
}
