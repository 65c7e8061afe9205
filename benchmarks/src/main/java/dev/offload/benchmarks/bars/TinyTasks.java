package dev.offload.benchmarks.bars;

import dev.offload.benchmarks.floor.OwnJvm;
import dev.offload.benchmarks.harness.Bar;
import dev.offload.benchmarks.harness.Better;
import dev.offload.benchmarks.harness.Contestant;
import dev.offload.benchmarks.harness.Sampler;
import dev.offload.benchmarks.harness.Target;
import dev.offload.benchmarks.pools.Pool;
import dev.offload.benchmarks.pools.PoolKind;
import dev.offload.benchmarks.pools.Python;
import dev.offload.benchmarks.programs.FirstTasks;
import java.util.List;

/** Many tasks of one addition, handed in all at once. */
final class TinyTasks {
  private static final int WORKERS = 2;

  private TinyTasks() {}

  static Bar warm() {
    return Bar.of("tiny-tasks", "tasks of one addition (a capturing lambda): submit all, then get all; 2 workers", "tasks/s", Better.MORE)
        .withTarget(Target.atLeast(400_000).withGoal(1_000_000))
        .withTarget(Target.atLeast(50).times(PoolKind.CPYTHON_EXECUTOR.title()).withSuffix("vs-cpython"))
        .withWarmUps(6)
        .between(scale -> List.of(
            Contestants.offload(PoolKind.PROCESSES, WORKERS, Contestants.tasksPerSecond(scale.of(200_000, 500))),
            Contestants.peer(PoolKind.THREADS, WORKERS, Contestants.tasksPerSecond(scale.of(200_000, 500))),
            Contestants.peer(PoolKind.JDK, WORKERS, Contestants.tasksPerSecond(scale.of(200_000, 500))),
            Contestants.peer(PoolKind.PP4J, WORKERS, Contestants.tasksPerSecond(scale.of(20_000, 50))),
            Contestants.peer(PoolKind.OUT_PROCESS, WORKERS, Contestants.tasksPerSecond(scale.of(40, 4))),
            Contestants.peer(PoolKind.CPYTHON_EXECUTOR, WORKERS, Contestants.tasksPerSecond(scale.of(10_000, 100))),
            Contestants.peer(PoolKind.CPYTHON_POOL, WORKERS, Contestants.tasksPerSecond(scale.of(20_000, 100)))));
  }

  static Bar cold() {
    return Bar.of("tiny-tasks-cold", "the first 100,000 tasks of a program, handed in all at once; 2 workers, their start not counted",
            "tasks/s", Better.MORE)
        .withWarmUps(0)
        .between(scale -> List.of(
            Contestant.offload(PoolKind.PROCESSES.title(), () -> first(PoolKind.PROCESSES, scale.of(100_000, 500))),
            Contestant.peer(PoolKind.THREADS.title(), () -> first(PoolKind.THREADS, scale.of(100_000, 500))),
            Contestant.peer(PoolKind.JDK.title(), () -> first(PoolKind.JDK, scale.of(100_000, 500))),
            Contestant.peer(PoolKind.PP4J.title(), () -> first(PoolKind.PP4J, scale.of(100_000, 50))),
            Contestant.peer(PoolKind.CPYTHON_EXECUTOR.title(), () -> firstOfPython(scale.of(10_000, 100)))));
  }

  private static Sampler first(PoolKind kind, int count) {
    return () -> count / OwnJvm.figureOf(OwnJvm.program(List.of(), FirstTasks.class, "tiny-tasks", kind, WORKERS, count));
  }

  private static Sampler firstOfPython(int count) throws Exception {
    Python.ensureFound();
    return () -> {
      try (Pool pool = PoolKind.CPYTHON_EXECUTOR.open(WORKERS)) {
        pool.tinyTasks(WORKERS);
        return count / pool.tinyTasks(count);
      }
    };
  }
}
