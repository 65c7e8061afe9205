package dev.offload.conformance;

import static dev.offload.conformance.Outcomes.valueOf;

import dev.offload.ExecutorConfig;
import dev.offload.TaskExecutor;
import dev.offload.TaskFuture;
import dev.offload.TaskOptions;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A parent that is hit by a fault itself, in a JVM of its own that was given little of everything. */
public final class FaultProgram {
  private static final int ADDRESS_SPACE_KIB = 4_000_000;
  private static final List<String> OPTIONS = List.of("-Xmx96m", "-Xss64m", "-XX:MaxMetaspaceSize=48m", "-XX:+UseSerialGC",
      "-XX:TieredStopAtLevel=1", "-Doffload.workers=1");

  private FaultProgram() {}

  /**
   * Runs a task that is hit at the stage in the first argument by the fault in the second, whose gate is the third, and then another one;
   * leaves a line for what became of each in the marker that is the fourth.
   *
   * @throws InterruptedException never, as nobody interrupts it
   */
  public static void main(String[] arguments) throws InterruptedException {
    Stage stage = Stage.valueOf(arguments[0]);
    Blow blow = new Blow(Fault.valueOf(arguments[1]), new Gate(arguments[2]));
    Marker marks = new Marker(arguments[3]);
    try (TaskExecutor executor = TaskExecutor.open()) {
      marks.mark(valueOf(executor.submit(Tasks::pid)));
      marks.mark(endingOf(Provocation.at(stage, blow, executor, TaskOptions.defaults())));
      marks.mark(valueOf(executor.submit(Tasks::pid)));
    }
    marks.mark("closed");
  }

  private static String endingOf(TaskFuture<?> future) throws InterruptedException {
    try {
      return future.get(ContractSubject.PATIENCE.toSeconds(), TimeUnit.SECONDS).toString();
    } catch (ExecutionException e) {
      return e.getCause().getClass().getName() + " because of " + e.getCause().getCause();
    } catch (TimeoutException e) {
      return future.toString();
    }
  }

  /** Starts it with the executor that {@code config} says; its temporary files stand beside {@code output}. */
  static Process start(ExecutorConfig config, Cell cell, Blow blow, Marker marks, Path output) {
    List<String> command = new ArrayList<>(List.of("sh", "-c", "ulimit -c 0 && ulimit -v " + ADDRESS_SPACE_KIB + " && exec \"$@\"", "sh"));
    List<String> options = new ArrayList<>(OPTIONS);
    options.add("-Djava.io.tmpdir=" + output.getParent());
    options.add("-XX:ErrorFile=" + output.resolveSibling("crash-of-the-parent"));
    options.addAll(Program.settingsOf(config));
    command.addAll(Program.command(options, FaultProgram.class,
        cell.stage().name(), cell.fault().name(), blow.gate().path(), marks.path()));
    return Program.start(new ProcessBuilder(command), output);
  }
}
