package dev.offload.examples.programs;

import dev.offload.ExecutorConfig;
import dev.offload.TaskExecutor;
import dev.offload.TaskFuture;
import dev.offload.examples.Program;
import dev.offload.examples.WorkerKind;
import dev.offload.shared.SharedLong;
import dev.offload.shared.SharedSemaphore;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;

/** 22 tasks want to be inside, and a semaphore lets in five at once. */
@Command(name = "five-at-once", description = "A bounded semaphore: never more than five inside.")
public final class FiveAtOnce extends Program<FiveAtOnce.Outcome> {
  record Outcome(int visitors, boolean neverMoreThanFive, boolean oneReleaseTooManyFails) {}

  @Override
  protected Outcome run(ExecutorConfig config, PrintWriter out) throws Exception {
    try (TaskExecutor executor = TaskExecutor.open(withAtLeast(6, config))) {
      SharedSemaphore semaphore = executor.shared().boundedSemaphore(5);
      SharedLong inside = executor.shared().atomicLong(0);
      List<TaskFuture<Long>> visits = new ArrayList<>();
      for (int visitor = 0; visitor < 22; visitor++) {
        visits.add(executor.submit(() -> {
          semaphore.acquire();
          try {
            long now = inside.incrementAndGet();
            Thread.sleep(5);
            inside.decrementAndGet();
            return now;
          } finally {
            semaphore.release();
          }
        }));
      }
      long most = 0;
      for (TaskFuture<Long> visit : visits) {
        most = Math.max(most, visit.get());
      }
      out.println("at most " + most + " of " + visits.size() + " were inside at once");
      return new Outcome(visits.size(), most <= 5, releaseFails(semaphore));
    }
  }

  private static boolean releaseFails(SharedSemaphore semaphore) {
    try {
      semaphore.release();
      return false;
    } catch (IllegalStateException e) {
      return true;
    }
  }

  @Override
  protected boolean isRight(Outcome outcome, WorkerKind workers) {
    return outcome.equals(new Outcome(22, true, true));
  }
}
