package dev.offload.benchmarks.bars;

import dev.offload.ExecutorConfig;
import dev.offload.TaskExecutor;
import dev.offload.benchmarks.floor.IdleMain;
import dev.offload.benchmarks.floor.OwnJvm;
import dev.offload.benchmarks.floor.Rss;
import dev.offload.benchmarks.harness.Bar;
import dev.offload.benchmarks.harness.Better;
import dev.offload.benchmarks.harness.Contestant;
import dev.offload.benchmarks.harness.Sampler;
import dev.offload.benchmarks.harness.Scale;
import dev.offload.benchmarks.harness.Target;
import dev.offload.benchmarks.pools.ArchiveCache;
import dev.offload.benchmarks.pools.PoolKind;
import java.util.List;

/** The memory of a worker that has nothing to do. */
final class IdleMemory {
  private IdleMemory() {}

  static Bar bar() {
    return Bar.of("idle-memory", "resident memory of a worker that started from an archive of classes, has run one task and is idle", "MiB",
        Better.LESS)
        .withTarget(Target.atMost(1.6).timesFloor())
        .withWarmUps(0)
        .between(scale -> List.of(
            Contestant.offload(PoolKind.PROCESSES.title(), () -> worker(scale)),
            Contestant.floor("an empty main", () -> () -> ofEmptyMain(scale))));
  }

  private static Sampler worker(Scale scale) throws Exception {
    ExecutorConfig config = ExecutorConfig.load().withBackend("processes").withWorkers(1);
    ArchiveCache cache = ArchiveCache.filled();
    Sampler sampler = () -> ofWorker(cache.in(config), scale);
    return sampler.closing(cache::close);
  }

  private static double ofWorker(ExecutorConfig config, Scale scale) throws Exception {
    try (TaskExecutor executor = TaskExecutor.open(config)) {
      long pid = executor.submit(() -> ProcessHandle.current().pid()).get();
      settle(scale);
      return Rss.mib(pid);
    }
  }

  private static double ofEmptyMain(Scale scale) throws Exception {
    Process process = OwnJvm.start(OwnJvm.bareProgram(IdleMain.class));
    try {
      settle(scale);
      return Rss.mib(process.pid());
    } finally {
      process.destroy();
    }
  }

  private static void settle(Scale scale) throws InterruptedException {
    Thread.sleep(scale.of(2_000, 300));
  }
}
