package dev.offload.benchmarks.bars;

import dev.offload.benchmarks.bars.Contestants.Job;
import dev.offload.benchmarks.harness.Bar;
import dev.offload.benchmarks.harness.Better;
import dev.offload.benchmarks.harness.Target;
import dev.offload.benchmarks.pools.PoolKind;
import java.util.List;

/** {@code map} with chunks as the pool chooses them. */
final class MapOfIntegers {
  private static final int WORKERS = 2;

  private MapOfIntegers() {}

  static Bar bar() {
    return Bar.of("map", "map of x + 1 over 1,000,000 integers with default chunks; 2 workers", "inputs/s", Better.MORE)
        .withTarget(Target.atLeast(1).times(PoolKind.CPYTHON_POOL.title()).withGoal(3))
        .withWarmUps(12)
        .between(scale -> List.of(
            Contestants.offload(PoolKind.PROCESSES, WORKERS, perSecond(scale.of(1_000_000, 1_000))),
            Contestants.peer(PoolKind.THREADS, WORKERS, perSecond(scale.of(1_000_000, 1_000))),
            Contestants.peer(PoolKind.JDK, WORKERS, perSecond(1)),
            Contestants.peer(PoolKind.PP4J, WORKERS, perSecond(1)),
            // Without chunks it would take minutes for as many, at the same rate.
            Contestants.peer(PoolKind.CPYTHON_EXECUTOR, WORKERS, perSecond(scale.of(10_000, 100))),
            Contestants.peer(PoolKind.CPYTHON_POOL, WORKERS, perSecond(scale.of(1_000_000, 1_000)))));
  }

  private static Job perSecond(int count) {
    return pool -> count / pool.map(count);
  }
}
