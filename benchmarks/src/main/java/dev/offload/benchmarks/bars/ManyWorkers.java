package dev.offload.benchmarks.bars;

import dev.offload.ExecutorConfig;
import dev.offload.TaskExecutor;
import dev.offload.TaskFuture;
import dev.offload.benchmarks.floor.Rss;
import dev.offload.benchmarks.harness.Bar;
import dev.offload.benchmarks.harness.Better;
import dev.offload.benchmarks.harness.Contestant;
import dev.offload.benchmarks.harness.Scale;
import dev.offload.benchmarks.harness.Target;
import dev.offload.benchmarks.pools.Clock;
import dev.offload.benchmarks.pools.PoolKind;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Many more workers than processors. */
final class ManyWorkers {
  /** The children of 64 share the same two cores as those of 8: each may cost half as much again. */
  private static final double LINEAR = 1.5;

  private ManyWorkers() {}

  static Bar start() {
    return Bar.of("64-workers-start", "until each of 64 workers has run a task, beside 8: time of each", "ms/worker", Better.LESS)
        .withTarget(Target.atMost(LINEAR).times("8 workers"))
        .withWarmUps(0)
        .between(scale -> List.of(
            Contestant.offload("64 workers", () -> () -> startMillis(scale.of(64, 2))),
            Contestant.peer("8 workers", () -> () -> startMillis(scale.of(8, 1)))));
  }

  static Bar memory() {
    return Bar.of("64-workers-memory", "resident memory of each of 64 workers, beside 8", "MiB/worker", Better.LESS)
        .withTarget(Target.atMost(LINEAR).times("8 workers"))
        .withWarmUps(0)
        .between(scale -> List.of(
            Contestant.offload("64 workers", () -> () -> memoryMib(scale, scale.of(64, 2))),
            Contestant.peer("8 workers", () -> () -> memoryMib(scale, scale.of(8, 1)))));
  }

  private static double startMillis(int workers) throws Exception {
    Clock clock = Clock.start();
    try (TaskExecutor executor = open(workers)) {
      awaitAll(executor, workers);
      return clock.seconds() * 1e3 / workers;
    }
  }

  private static double memoryMib(Scale scale, int workers) throws Exception {
    try (TaskExecutor executor = open(workers)) {
      Set<Long> pids = awaitAll(executor, workers);
      Thread.sleep(scale.of(2_000, 100));
      double sum = 0;
      for (long pid : pids) {
        sum += Rss.mib(pid);
      }
      return sum / workers;
    }
  }

  private static TaskExecutor open(int workers) {
    ExecutorConfig config = PoolKind.processes(workers);
    return TaskExecutor.open(config.toBuilder().prestart(true).build());
  }

  /** Runs tasks until every worker has run one. */
  private static Set<Long> awaitAll(TaskExecutor executor, int workers) throws Exception {
    Set<Long> pids = new HashSet<>();
    while (pids.size() < workers) {
      List<TaskFuture<Long>> futures = new ArrayList<>();
      for (int i = 0; i < workers; i++) {
        futures.add(executor.submit(() -> {
          Thread.sleep(20);
          return ProcessHandle.current().pid();
        }));
      }
      for (TaskFuture<Long> future : futures) {
        pids.add(future.get());
      }
    }
    return pids;
  }
}
