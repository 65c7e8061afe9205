package dev.offload.benchmarks.pools;

import dev.offload.Task;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;

/** Any pool that is an {@link ExecutorService}: the JDK's, and PP4J's. */
final class JdkPool extends JavaPool {
  private final ExecutorService executor;

  JdkPool(ExecutorService executor) {
    this.executor = executor;
  }

  @Override
  <T> Future<T> submit(Task<T> task) {
    return executor.submit(task);
  }

  @Override
  public void close() {
    executor.shutdownNow();
  }
}
