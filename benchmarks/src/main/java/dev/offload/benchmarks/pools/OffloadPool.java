package dev.offload.benchmarks.pools;

import static com.google.common.base.Preconditions.checkState;

import dev.offload.ExecutorConfig;
import dev.offload.Results;
import dev.offload.Task;
import dev.offload.TaskExecutor;
import java.util.List;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

/** Ours, with one of its backends. */
final class OffloadPool extends JavaPool {
  private final TaskExecutor executor;
  private final Runnable afterwards;

  /** {@code afterwards} ends what it needed. */
  OffloadPool(ExecutorConfig config, Runnable afterwards) {
    this.executor = TaskExecutor.open(config);
    this.afterwards = afterwards;
  }

  @Override
  <T> Future<T> submit(Task<T> task) {
    return executor.submit(task);
  }

  @Override
  public double map(int count) {
    List<Integer> inputs = IntStream.range(0, count).boxed().toList();
    long sum = 0;
    Clock clock = Clock.start();
    try (Results<Integer> results = executor.map(x -> x + 1, inputs)) {
      for (int result : results) {
        sum += result;
      }
    }
    double seconds = clock.seconds();
    checkState(sum == count * (count + 1L) / 2, "wrong sum: %s", sum);
    return seconds;
  }

  @Override
  public void close() {
    executor.close();
    afterwards.run();
  }
}
