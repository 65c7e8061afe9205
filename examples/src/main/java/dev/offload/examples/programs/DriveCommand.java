package dev.offload.examples.programs;

import dev.offload.ExecutorConfig;
import dev.offload.TaskExecutor;
import dev.offload.command.Command;
import dev.offload.command.CommandResult;
import dev.offload.command.RunningCommand;
import dev.offload.examples.Program;
import dev.offload.examples.WorkerKind;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.OptionalInt;

/**
 * Talks to a program that runs, ends others by signals, and pipes one into another. For systems with {@code cat}, {@code sleep}, {@code
 * sort}.
 */
@picocli.CommandLine.Command(name = "drive-command", description = "Talking to a program that runs, signals, and a pipeline.")
public final class DriveCommand extends Program<DriveCommand.Outcome> {
  record Outcome(String answer, boolean ranMeanwhile, int signalled, int terminated, int killed, String piped) {}

  @Override
  protected Outcome run(ExecutorConfig config, PrintWriter out) throws Exception {
    try (TaskExecutor executor = TaskExecutor.open(config)) {
      Outcome outcome = executor.submit(DriveCommand::drive).get();
      out.println(outcome);
      return outcome;
    }
  }

  private static Outcome drive() throws IOException, InterruptedException {
    String answer;
    boolean ranMeanwhile;
    try (RunningCommand cat = Command.of("cat").start()) {
      ranMeanwhile = cat.poll().equals(OptionalInt.empty());
      cat.stdin().write("hello".getBytes(StandardCharsets.UTF_8));
      cat.stdin().close();
      answer = cat.communicate().stdout();
    }
    CommandResult piped = Command.of("printf", "b Data\\na\\nc Data\\n").pipe(Command.of("grep", "Data")).check().run();
    return new Outcome(answer, ranMeanwhile, ended(sleep -> sleep.signal("ALRM")), ended(RunningCommand::terminate),
        ended(RunningCommand::kill), piped.stdout());
  }

  private interface End {
    void of(RunningCommand command) throws IOException, InterruptedException;
  }

  private static int ended(End end) throws IOException, InterruptedException {
    try (RunningCommand sleep = Command.of("sleep", "60").start()) {
      end.of(sleep);
      sleep.waitFor(Duration.ofSeconds(30));
      return sleep.poll().orElse(-1);
    }
  }

  @Override
  protected boolean isRight(Outcome outcome, WorkerKind workers) {
    return outcome.equals(new Outcome("hello", true, 128 + 14, 128 + 15, 128 + 9, "b Data\nc Data\n"));
  }
}
