package dev.offload.examples.programs;

import dev.offload.Completed;
import dev.offload.ExecutorConfig;
import dev.offload.TaskExecutor;
import dev.offload.TaskFuture;
import dev.offload.TaskFutures;
import dev.offload.examples.Program;
import dev.offload.examples.WorkerKind;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;

/** Submits a slow task and then a fast one; the fast one is yielded first. */
@Command(name = "as-completed", description = "Take results as they finish: slow is submitted first, fast is yielded first.")
public final class AsCompleted extends Program<List<String>> {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  @Override
  protected List<String> run(ExecutorConfig config, PrintWriter out) throws Exception {
    List<String> yielded = new ArrayList<>();
    try (TaskExecutor executor = TaskExecutor.open(withAtLeast(2, config));
        Gate gate = Gate.shut()) {
      TaskFuture<String> slow = executor.submit(AsCompleted::slow, gate);
      TaskFuture<String> fast = executor.submit(() -> "fast");
      out.println("submitted: slow, fast");
      try (Completed<String> completed = TaskFutures.asCompleted(List.of(slow, fast), PATIENCE)) {
        for (TaskFuture<String> done : completed) {
          out.println("yielded:   " + done.get());
          yielded.add(done.get());
          gate.open();
        }
      }
    }
    return yielded;
  }

  private static String slow(Gate gate) throws InterruptedException {
    gate.pass();
    return "slow";
  }

  @Override
  protected boolean isRight(List<String> outcome, WorkerKind workers) {
    return outcome.equals(List.of("fast", "slow"));
  }
}
