package dev.offload.examples.programs;

import dev.offload.ExecutorConfig;
import dev.offload.TaskContext;
import dev.offload.TaskExecutor;
import dev.offload.TaskFuture;
import dev.offload.WorkerLocal;
import dev.offload.examples.Program;
import dev.offload.examples.WorkerKind;
import java.io.PrintWriter;
import java.util.List;
import picocli.CommandLine.Command;

/** Two workers, each with an x of its own, which is there from task to task. */
@Command(name = "worker-local", description = "State of which each worker has its own.")
public final class OwnState extends Program<OwnState.Outcome> {
  record Outcome(boolean eachItsOwn, boolean kept) {}

  @Override
  protected Outcome run(ExecutorConfig config, PrintWriter out) throws Exception {
    WorkerLocal<String> x = WorkerLocal.withInitial(() -> "x of " + TaskContext.current().worker());
    try (TaskExecutor executor = TaskExecutor.open(config.withWorkers(2)); Gates gates = Gates.shut(2)) {
      Gate one = gates.get(0);
      Gate other = gates.get(1);
      TaskFuture<String> first = executor.submit(() -> whenOtherIsThere(x, one, other));
      TaskFuture<String> second = executor.submit(() -> whenOtherIsThere(x, other, one));
      List<String> both = List.of(first.get(), second.get());
      String again = executor.submit(x::get).get();
      out.println("first " + both + ", later " + again);
      return new Outcome(!both.get(0).equals(both.get(1)), both.contains(again));
    }
  }

  private static String whenOtherIsThere(WorkerLocal<String> x, Gate mine, Gate other) throws InterruptedException {
    mine.open();
    other.pass();
    return x.get();
  }

  @Override
  protected boolean isRight(Outcome outcome, WorkerKind workers) {
    return outcome.equals(new Outcome(true, true));
  }
}
