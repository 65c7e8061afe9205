package dev.offload.examples.programs;

import dev.offload.ExecutorConfig;
import dev.offload.TaskExecutor;
import dev.offload.TaskFuture;
import dev.offload.examples.Program;
import dev.offload.examples.WorkerKind;
import java.io.PrintWriter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import picocli.CommandLine.Command;

/**
 * Lets two workers add 1 to x in a static map, under a static lock. Threads share both, and x is 2. Each process has its own: x is 1
 * in each, and 0 in the parent. On nodes of a cluster it depends on whether both are on the same one. All are right; the kind of the
 * workers tells which to expect.
 */
@Command(name = "isolation", description = "A map and a lock in static fields: shared by two threads, not by two processes.")
public final class Isolation extends Program<Isolation.Outcome> {
  private static final Map<String, Integer> COUNTS = new HashMap<>();
  private static final Lock LOCK = new ReentrantLock();

  record Outcome(List<Integer> inWorkers, int inParent) {}

  @Override
  protected Outcome run(ExecutorConfig config, PrintWriter out) throws Exception {
    COUNTS.clear();
    try (TaskExecutor executor = TaskExecutor.open(withAtLeast(2, config));
        Gates added = Gates.shut(2)) {
      TaskFuture<Integer> first = executor.submit(Isolation::add, added.get(0), added.get(1));
      TaskFuture<Integer> second = executor.submit(Isolation::add, added.get(1), added.get(0));

      Outcome outcome = new Outcome(List.of(first.get(), second.get()), count());
      out.println("x in the two workers: " + outcome.inWorkers());
      out.println("x in the parent:      " + outcome.inParent());
      return outcome;
    }
  }

  /** Adds 1, and looks when the other worker has added too. */
  private static int add(Gate mine, Gate other) throws InterruptedException {
    LOCK.lock();
    try {
      COUNTS.merge("x", 1, Integer::sum);
    } finally {
      LOCK.unlock();
    }
    mine.open();
    other.pass();
    return count();
  }

  private static int count() {
    LOCK.lock();
    try {
      return COUNTS.getOrDefault("x", 0);
    } finally {
      LOCK.unlock();
    }
  }

  @Override
  protected boolean isRight(Outcome outcome, WorkerKind workers) {
    Outcome apart = new Outcome(List.of(1, 1), 0);
    return switch (workers) {
      case THREADS_HERE -> outcome.equals(new Outcome(List.of(2, 2), 2));
      case THREADS_ELSEWHERE -> outcome.equals(apart) || outcome.equals(new Outcome(List.of(2, 2), 0));
      case PROCESSES -> outcome.equals(apart);
    };
  }
}
