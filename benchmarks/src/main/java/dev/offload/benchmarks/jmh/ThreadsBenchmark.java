package dev.offload.benchmarks.jmh;

import dev.offload.ExecutorConfig;
import dev.offload.TaskExecutor;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.TearDown;

/** The threads backend beside {@link java.util.concurrent.ThreadPoolExecutor}. */
public class ThreadsBenchmark extends NanosPerCall {
  private static final int MANY = 1_000;

  /** How many workers both have. */
  @Param({"1", "2"})
  public int workers;

  private TaskExecutor offload;
  private ExecutorService jdk;

  /** Opens both. */
  @Setup
  public void open() {
    offload = TaskExecutor.open(ExecutorConfig.defaults().withBackend("threads").withWorkers(workers));
    jdk = Executors.newFixedThreadPool(workers);
  }

  /** Submit, then get. */
  @Benchmark
  public Object offloadRoundTrip() throws Exception {
    return offload.submit(() -> 1).get();
  }

  /** Submit, then get. */
  @Benchmark
  public Object jdkRoundTrip() throws Exception {
    return jdk.submit(() -> 1).get();
  }

  /** Submit all, then get all. */
  @Benchmark
  @OperationsPerInvocation(MANY)
  public long offloadMany() throws Exception {
    List<Future<Integer>> futures = new ArrayList<>(MANY);
    for (int i = 0; i < MANY; i++) {
      futures.add(offload.submit(() -> 1));
    }
    return sum(futures);
  }

  /** Submit all, then get all. */
  @Benchmark
  @OperationsPerInvocation(MANY)
  public long jdkMany() throws Exception {
    List<Future<Integer>> futures = new ArrayList<>(MANY);
    for (int i = 0; i < MANY; i++) {
      futures.add(jdk.submit(() -> 1));
    }
    return sum(futures);
  }

  /** Ends both. */
  @TearDown
  public void close() {
    offload.close();
    jdk.shutdownNow();
  }

  private static long sum(List<Future<Integer>> futures) throws Exception {
    long sum = 0;
    for (Future<Integer> future : futures) {
      sum += future.get();
    }
    return sum;
  }
}
