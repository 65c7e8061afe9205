package dev.offload.benchmarks.bars;

import dev.offload.benchmarks.harness.Bar;
import dev.offload.benchmarks.harness.Better;
import dev.offload.benchmarks.harness.Target;
import dev.offload.benchmarks.pools.Pool;
import dev.offload.benchmarks.pools.PoolKind;
import java.util.List;

/** The cluster backend beside the engine that it stands on, each with a node of its own in another JVM. */
final class Cluster {
  private static final String ENGINE = PoolKind.IGNITE.title();
  private static final int WORKERS = 2;
  /** As many tasks on their way: the engine itself has no limit there, and runs 8 at once as it comes. */
  private static final int MANY_WORKERS = 32;
  private static final int FEW_WORKERS = 8;

  private Cluster() {}

  static Bar roundTrip() {
    return Bar.of("cluster-round-trip", "cluster: one empty task: submit, then get; 1 worker", "µs", Better.LESS)
        .withTarget(Target.atMost(1.3).times(ENGINE))
        .withWarmUps(8)
        .onNode()
        .between(scale -> List.of(
            Contestants.offload(PoolKind.CLUSTER, 1, Contestants.micros(scale.of(4_000, 50))),
            Contestants.peer(PoolKind.IGNITE, 1, Contestants.micros(scale.of(4_000, 50)))));
  }

  static Bar throughput() {
    return Bar.of("cluster-throughput", "cluster: tasks of one addition: submit all, then get all; 32 workers", "tasks/s", Better.MORE)
        .withTarget(Target.atLeast(1).times(ENGINE))
        .withWarmUps(24)
        .onNode()
        .between(scale -> List.of(
            Contestants.offload(PoolKind.CLUSTER, MANY_WORKERS, Contestants.tasksPerSecond(scale.of(10_000, 100))),
            Contestants.peer(PoolKind.CLUSTER.title() + ", 8 workers", PoolKind.CLUSTER, FEW_WORKERS,
                Contestants.tasksPerSecond(scale.of(10_000, 100))),
            Contestants.peer(PoolKind.IGNITE, FEW_WORKERS, Contestants.tasksPerSecond(scale.of(10_000, 100)))));
  }

  static Bar map() {
    return Bar.of("cluster-map", "cluster: map of x + 1 over integers with default chunks, beside a call for each; 2 workers", "inputs/s",
            Better.MORE)
        .withTarget(Target.atLeast(5).times(ENGINE))
        .withWarmUps(8)
        .onNode()
        .between(scale -> List.of(
            Contestants.offload(PoolKind.CLUSTER, WORKERS, pool -> perSecond(pool, scale.of(100_000, 1_000))),
            Contestants.peer(PoolKind.IGNITE, WORKERS, pool -> perSecond(pool, scale.of(10_000, 100)))));
  }

  private static double perSecond(Pool pool, int count) throws Exception {
    return count / pool.map(count);
  }
}
