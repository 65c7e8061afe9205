package dev.offload.benchmarks.programs;

import dev.offload.Completed;
import dev.offload.ExecutorConfig;
import dev.offload.TaskExecutor;
import dev.offload.TaskFuture;
import dev.offload.TaskFutures;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/** How long {@code asCompleted} takes over many pending futures of one or many executors, from the call to the last one. */
public final class CompletedFutures {
  private static final int WARM_UPS = 3;
  private static final int WARM_UP_FUTURES = 20_000;

  private CompletedFutures() {}

  /** Takes the number of executors and that of futures of each; prints nanoseconds per future. */
  public static void main(String[] arguments) throws Exception {
    int executors = Integer.parseInt(arguments[0]);
    int futures = Integer.parseInt(arguments[1]);
    for (int i = 0; i < WARM_UPS; i++) {
      nanosPerFuture(1, WARM_UP_FUTURES);
    }
    System.out.println(nanosPerFuture(executors, futures));
  }

  private static double nanosPerFuture(int executorCount, int futuresOfEach) throws InterruptedException {
    ExecutorConfig config = ExecutorConfig.load().withBackend("threads").withWorkers(1);
    List<TaskExecutor> executors = new ArrayList<>(executorCount);
    List<TaskFuture<Integer>> futures = new ArrayList<>(executorCount * futuresOfEach);
    CountDownLatch busy = new CountDownLatch(executorCount);
    CountDownLatch gate = new CountDownLatch(1);
    try {
      for (int i = 0; i < executorCount; i++) {
        TaskExecutor executor = TaskExecutor.open(config);
        executors.add(executor);
        for (int j = 0; j < futuresOfEach; j++) {
          futures.add(executor.submit(() -> {
            busy.countDown();
            gate.await();
            return 1;
          }));
        }
      }
      // The start of the workers is not what is measured.
      busy.await();
      return nanosUntilAllCame(futures, gate) / (double) futures.size();
    } finally {
      gate.countDown();
      executors.forEach(TaskExecutor::shutdown);
      executors.forEach(TaskExecutor::close);
    }
  }

  private static long nanosUntilAllCame(List<TaskFuture<Integer>> futures, CountDownLatch gate) {
    long startNanos = System.nanoTime();
    int came = 0;
    try (Completed<Integer> completed = TaskFutures.asCompleted(futures)) {
      gate.countDown();
      for (TaskFuture<Integer> future : completed) {
        came += future.resultNow();
      }
    }
    if (came != futures.size()) {
      throw new IllegalStateException("only " + came + " futures came");
    }
    return System.nanoTime() - startNanos;
  }
}
