package dev.offload.benchmarks.bars;

import dev.offload.benchmarks.harness.Bar;
import dev.offload.benchmarks.harness.Better;
import dev.offload.benchmarks.harness.Target;
import dev.offload.benchmarks.pools.PoolKind;
import java.util.List;

/** The threads backend beside the JDK's pool. */
final class ThreadsBackend {
  private static final int WORKERS = 2;

  private ThreadsBackend() {}

  static Bar latency() {
    return Bar.of("threads-latency", "threads: one empty task: submit, then get; 1 worker", "µs", Better.LESS)
        .withTarget(Target.atMost(1.25).timesFloor())
        .withWarmUps(4)
        .between(scale -> List.of(
            Contestants.offload(PoolKind.THREADS, 1, Contestants.micros(scale.of(50_000, 500))),
            Contestants.floor(PoolKind.JDK, 1, Contestants.micros(scale.of(50_000, 500))),
            Contestants.peer(PoolKind.CPYTHON_THREADS, 1, Contestants.micros(scale.of(10_000, 100)))));
  }

  static Bar throughput() {
    return Bar.of("threads-throughput", "threads: tasks of one addition: submit all, then get all; 2 workers", "tasks/s", Better.MORE)
        .withTarget(Target.atLeast(0.8).timesFloor())
        .withWarmUps(12)
        .between(scale -> List.of(
            Contestants.offload(PoolKind.THREADS, WORKERS, Contestants.tasksPerSecond(scale.of(500_000, 500))),
            Contestants.floor(PoolKind.JDK, WORKERS, Contestants.tasksPerSecond(scale.of(500_000, 500))),
            Contestants.peer(PoolKind.CPYTHON_THREADS, WORKERS, Contestants.tasksPerSecond(scale.of(20_000, 100)))));
  }
}
