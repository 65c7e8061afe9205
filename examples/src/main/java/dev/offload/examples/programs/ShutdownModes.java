package dev.offload.examples.programs;

import dev.offload.ExecutorConfig;
import dev.offload.ShutdownMode;
import dev.offload.TaskExecutor;
import dev.offload.TaskFuture;
import dev.offload.TaskStatus;
import dev.offload.examples.Program;
import dev.offload.examples.WorkerKind;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;

/** Shuts down three times while one task runs and one waits: to finish, to stop what waits, to stop everything. */
@Command(name = "shutdown-modes", description = "close finishes, terminate stops at once, join waits.")
public final class ShutdownModes extends Program<Map<ShutdownMode, ShutdownModes.Outcome>> {
  record Outcome(boolean joinedWhileBusy, boolean joined, List<TaskStatus> tasks) {}

  @Override
  protected Map<ShutdownMode, Outcome> run(ExecutorConfig config, PrintWriter out) throws Exception {
    Map<ShutdownMode, Outcome> outcomes = new EnumMap<>(ShutdownMode.class);
    for (ShutdownMode mode : ShutdownMode.values()) {
      Outcome outcome = shutDown(mode, config);
      out.printf("%-15s running and waiting task ended %s%n", mode, outcome.tasks());
      out.printf("%-15s join: %s at first, %s at last%n", "", outcome.joinedWhileBusy(), outcome.joined());
      outcomes.put(mode, outcome);
    }
    return outcomes;
  }

  private static Outcome shutDown(ShutdownMode mode, ExecutorConfig config) throws Exception {
    try (TaskExecutor executor = TaskExecutor.open(config.withWorkers(1));
        Gate gate = Gate.shut()) {
      TaskFuture<String> running = executor.submit(ShutdownModes::work, gate);
      TaskFuture<String> waiting = executor.submit(ShutdownModes::work, gate);
      Started.await(List.of(running));

      executor.shutdown(mode);
      boolean joinedWhileBusy = mode != ShutdownMode.CANCEL_ALL && executor.awaitTermination(Duration.ofMillis(50));
      if (mode != ShutdownMode.CANCEL_ALL) {
        gate.open();
      }
      boolean joined = executor.awaitTermination(Duration.ofSeconds(30));
      return new Outcome(joinedWhileBusy, joined, List.of(running.status(), waiting.status()));
    }
  }

  private static String work(Gate gate) throws InterruptedException {
    gate.pass();
    return "worked";
  }

  @Override
  protected boolean isRight(Map<ShutdownMode, Outcome> outcome, WorkerKind workers) {
    return outcome.equals(Map.of(
        ShutdownMode.FINISH_ACCEPTED, new Outcome(false, true, List.of(TaskStatus.SUCCEEDED, TaskStatus.SUCCEEDED)),
        ShutdownMode.CANCEL_PENDING, new Outcome(false, true, List.of(TaskStatus.SUCCEEDED, TaskStatus.CANCELLED)),
        ShutdownMode.CANCEL_ALL, new Outcome(false, true, List.of(TaskStatus.CANCELLED, TaskStatus.CANCELLED))));
  }
}
