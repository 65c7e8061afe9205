package dev.offload.examples.programs;

import dev.offload.ExecutorConfig;
import dev.offload.TaskExecutor;
import dev.offload.TaskFuture;
import dev.offload.TaskStatus;
import dev.offload.examples.Program;
import dev.offload.examples.WorkerKind;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import picocli.CommandLine.Command;

/** Applies a function and waits, then applies one that outlasts the caller's patience and goes on all the same. */
@Command(name = "apply", description = "Apply blocking and not blocking; get with a time-out gives up waiting, not the task.")
public final class Apply extends Program<Apply.Outcome> {
  record Outcome(int applied, boolean timedOut, TaskStatus afterTimeout, int later) {}

  @Override
  protected Outcome run(ExecutorConfig config, PrintWriter out) throws Exception {
    try (TaskExecutor executor = TaskExecutor.open(config);
        Gate gate = Gate.shut()) {
      int applied = executor.submit(Apply::square, 12).get();
      out.println("apply: the caller waited for " + applied);

      TaskFuture<Integer> future = executor.submit(Apply::squareBehind, gate, 100);
      Started.await(List.of(future));
      out.println("apply_async: the caller goes on with " + future);
      boolean timedOut = timesOut(future, out);
      TaskStatus afterTimeout = future.status();

      gate.open();
      out.println("the task went on: " + future.get());
      return new Outcome(applied, timedOut, afterTimeout, future.get());
    }
  }

  private static boolean timesOut(TaskFuture<Integer> future, PrintWriter out) throws Exception {
    try {
      future.get(100, TimeUnit.MILLISECONDS);
      return false;
    } catch (TimeoutException e) {
      out.println("get timed out: " + e.getMessage());
      return true;
    }
  }

  private static int square(int number) {
    return number * number;
  }

  private static int squareBehind(Gate gate, int number) throws InterruptedException {
    gate.pass();
    return square(number);
  }

  @Override
  protected boolean isRight(Outcome outcome, WorkerKind workers) {
    return outcome.equals(new Outcome(144, true, TaskStatus.RUNNING, 10_000));
  }
}
