package dev.offload.examples.programs;

import dev.offload.ExecutorConfig;
import dev.offload.TaskExecutor;
import dev.offload.examples.Program;
import dev.offload.examples.WorkerKind;
import dev.offload.shared.SharedTimer;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;

/** A timer says hello after a second, once; another one is cancelled before. */
@Command(name = "timer", description = "A task that is submitted after a second, and one that is cancelled.")
public final class DelayedHello extends Program<DelayedHello.Outcome> {
  private static final Duration DELAY = Duration.ofSeconds(1);

  record Outcome(String heard, boolean notBefore, boolean cancelled, boolean onlyOnce) {}

  @Override
  protected Outcome run(ExecutorConfig config, PrintWriter out) throws Exception {
    try (TaskExecutor executor = TaskExecutor.open(config)) {
      BlockingQueue<String> heard = executor.shared().queue();
      long start = System.nanoTime();
      executor.shared().timer(DELAY, () -> heard.put("hello"));
      SharedTimer unwanted = executor.shared().timer(DELAY, () -> heard.put("not this"));
      boolean cancelled = unwanted.cancel();

      String first = heard.take();
      boolean notBefore = System.nanoTime() - start >= DELAY.toNanos();
      String second = heard.poll(50, TimeUnit.MILLISECONDS);
      Outcome outcome = new Outcome(first, notBefore, cancelled, second == null);
      out.println(outcome);
      return outcome;
    }
  }

  @Override
  protected boolean isRight(Outcome outcome, WorkerKind workers) {
    return outcome.equals(new Outcome("hello", true, true, true));
  }
}
