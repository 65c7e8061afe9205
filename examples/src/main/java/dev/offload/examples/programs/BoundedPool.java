package dev.offload.examples.programs;

import dev.offload.ExecutorConfig;
import dev.offload.TaskContext;
import dev.offload.TaskExecutor;
import dev.offload.TaskFuture;
import dev.offload.TaskStatus;
import dev.offload.examples.Program;
import dev.offload.examples.WorkerKind;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import picocli.CommandLine.Command;

/** Gives five tasks to four workers; which task ends first is left to chance, and the fifth runs where that one ran. */
@Command(name = "bounded-pool", description = "Five tasks on four workers: the fifth waits, and reuses the first free worker.")
public final class BoundedPool extends Program<BoundedPool.Outcome> {
  private static final int WORKERS = 4;

  record Shift(String worker, long pid) {}

  record Outcome(TaskStatus fifthAtFirst, Shift firstToEnd, Shift fifth) {}

  @Override
  protected Outcome run(ExecutorConfig config, PrintWriter out) throws Exception {
    try (TaskExecutor executor = TaskExecutor.open(config.withWorkers(WORKERS));
        Gates gates = Gates.shut(WORKERS)) {
      List<TaskFuture<Shift>> futures = new ArrayList<>();
      for (int task = 0; task < WORKERS; task++) {
        futures.add(executor.submit(BoundedPool::work, gates.get(task)));
      }
      Started.await(futures);
      TaskFuture<Shift> fifth = executor.submit(BoundedPool::shift);
      TaskStatus fifthAtFirst = fifth.status();
      out.println("task 4 is " + fifthAtFirst + " while tasks 0 to 3 run");

      int first = new Random().nextInt(WORKERS);
      gates.get(first).open();
      Outcome outcome = new Outcome(fifthAtFirst, futures.get(first).get(), fifth.get());
      out.println("task " + first + " ended on " + outcome.firstToEnd());
      out.println("task 4 then ran on " + outcome.fifth());
      return outcome;
    }
  }

  private static Shift work(Gate gate) throws InterruptedException {
    gate.pass();
    return shift();
  }

  private static Shift shift() {
    return new Shift(TaskContext.current().worker(), ProcessHandle.current().pid());
  }

  @Override
  protected boolean isRight(Outcome outcome, WorkerKind workers) {
    boolean elsewhere = outcome.fifth().pid() != ProcessHandle.current().pid();
    return outcome.fifthAtFirst() == TaskStatus.PENDING && outcome.fifth().equals(outcome.firstToEnd())
        && elsewhere == (workers != WorkerKind.THREADS_HERE);
  }
}
