package dev.offload.benchmarks.pools;

import com.google.common.collect.Iterators;
import dev.offload.Task;
import dyorgio.runtime.out.process.OutProcessExecutorService;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.Future;

/** out-process: each executor has one child JVM, so there is one for each worker, and they take turns. */
final class OutProcessPool extends JavaPool {
  private final List<OutProcessExecutorService> executors = new ArrayList<>();
  private final Iterator<OutProcessExecutorService> turns;

  OutProcessPool(int workers) throws Exception {
    LoopbackSockets.ensureInstalled();
    for (int i = 0; i < workers; i++) {
      executors.add(new OutProcessExecutorService());
    }
    turns = Iterators.cycle(List.copyOf(executors));
  }

  @Override
  <T> Future<T> submit(Task<T> task) {
    return turns.next().submit(task);
  }

  @Override
  public void close() {
    executors.forEach(OutProcessExecutorService::shutdownNow);
  }
}
