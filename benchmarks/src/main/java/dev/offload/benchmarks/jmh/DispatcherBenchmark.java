package dev.offload.benchmarks.jmh;

import dev.offload.TaskExecutor;
import dev.offload.TaskFuture;
import dev.offload.TaskFutures;
import java.util.ArrayList;
import java.util.List;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.TearDown;

/** What a task costs in the library itself, with a worker that takes no time: submitter, dispatcher, promise. */
public class DispatcherBenchmark extends NanosPerCall {
  private static final int MANY = 1_000;

  private final TaskExecutor executor = InlineExecutor.open();

  /** From submit to the result of a task that has run meanwhile. */
  @Benchmark
  public Object submitAndGet() throws Exception {
    return executor.submit(() -> 1).get();
  }

  /** The futures of many tasks, one after another as they come. */
  @Benchmark
  @OperationsPerInvocation(MANY)
  public long asCompleted() {
    List<TaskFuture<Integer>> futures = new ArrayList<>(MANY);
    for (int i = 0; i < MANY; i++) {
      futures.add(executor.submit(() -> 1));
    }
    long sum = 0;
    for (TaskFuture<Integer> future : TaskFutures.asCompleted(futures)) {
      sum += future.resultNow();
    }
    return sum;
  }

  /** A listener on each. */
  @Benchmark
  public Object toCompletableFuture() throws Exception {
    return executor.submit(() -> 1).toCompletableFuture().get();
  }

  /** Ends the executor. */
  @TearDown
  public void close() {
    executor.close();
  }
}
