package dev.offload.examples.programs;

import static dev.offload.ReturnWhen.ALL_COMPLETED;
import static dev.offload.ReturnWhen.FIRST_COMPLETED;
import static dev.offload.ReturnWhen.FIRST_EXCEPTION;

import dev.offload.ExecutorConfig;
import dev.offload.ReturnWhen;
import dev.offload.TaskExecutor;
import dev.offload.TaskFuture;
import dev.offload.TaskFutures;
import dev.offload.TaskOptions;
import dev.offload.Waited;
import dev.offload.examples.Program;
import dev.offload.examples.WorkerKind;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import picocli.CommandLine.Command;

/** Waits for the same futures on three conditions; {@code slow} ends only when the program lets it. */
@Command(name = "wait", description = "Wait for the first result, the first failure, or all; a time-out is no error.")
public final class WaitConditions extends Program<WaitConditions.Outcome> {
  record Outcome(List<String> firstCompleted, List<String> firstException, List<String> timedOut, List<String> allCompleted) {}

  @Override
  protected Outcome run(ExecutorConfig config, PrintWriter out) throws Exception {
    try (TaskExecutor executor = TaskExecutor.open(withAtLeast(2, config));
        Gate slowGate = Gate.shut();
        Gate brokenGate = Gate.shut()) {
      List<TaskFuture<String>> futures = List.of(
          executor.submit(TaskOptions.named("slow"), WaitConditions::slow, slowGate),
          executor.submit(TaskOptions.named("quick"), () -> "quick"),
          executor.submit(TaskOptions.named("broken"), WaitConditions::broken, brokenGate));

      List<String> firstCompleted = done(futures, FIRST_COMPLETED, Duration.ofSeconds(30), out);
      brokenGate.open();
      List<String> firstException = done(futures, FIRST_EXCEPTION, Duration.ofSeconds(30), out);
      List<String> timedOut = done(futures, ALL_COMPLETED, Duration.ofMillis(50), out);
      slowGate.open();
      List<String> allCompleted = done(futures, ALL_COMPLETED, Duration.ofSeconds(30), out);
      return new Outcome(firstCompleted, firstException, timedOut, allCompleted);
    }
  }

  private static List<String> done(
      List<TaskFuture<String>> futures, ReturnWhen returnWhen, Duration timeout, PrintWriter out) throws InterruptedException {
    Waited<String> waited = TaskFutures.waitFor(futures, returnWhen, timeout);
    out.printf("%-15s done %s, not done %s%n", returnWhen, waited.done(), waited.notDone());
    return waited.done().stream().map(TaskFuture::name).toList();
  }

  private static String slow(Gate gate) throws InterruptedException {
    gate.pass();
    return "slow";
  }

  private static String broken(Gate gate) throws InterruptedException, IOException {
    gate.pass();
    throw new IOException("broken on purpose");
  }

  @Override
  protected boolean isRight(Outcome outcome, WorkerKind workers) {
    List<String> ended = List.of("quick", "broken");
    return outcome.equals(new Outcome(List.of("quick"), ended, ended, List.of("slow", "quick", "broken")));
  }
}
