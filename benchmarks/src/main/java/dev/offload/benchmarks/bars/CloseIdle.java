package dev.offload.benchmarks.bars;

import dev.offload.ExecutorConfig;
import dev.offload.TaskExecutor;
import dev.offload.benchmarks.floor.IdleMain;
import dev.offload.benchmarks.floor.OwnJvm;
import dev.offload.benchmarks.harness.Bar;
import dev.offload.benchmarks.harness.Better;
import dev.offload.benchmarks.harness.Contestant;
import dev.offload.benchmarks.harness.Sampler;
import dev.offload.benchmarks.harness.Target;
import dev.offload.benchmarks.pools.ArchiveCache;
import dev.offload.benchmarks.pools.Clock;
import dev.offload.benchmarks.pools.PoolKind;
import java.util.List;

/** The time that {@code close} of an idle pool takes. */
final class CloseIdle {
  private static final double MILLIS = 1e3;
  private static final long SETTLE_MILLIS = 200;

  private CloseIdle() {}

  static Bar bar() {
    return Bar.of("close", "close of a pool of 1 worker that started from an archive of classes, has run one task and is idle", "ms",
        Better.LESS)
        .withTarget(Target.atMost(30).withGoal(15))
        .withWarmUps(3)
        .between(scale -> List.of(
            Contestant.offload(PoolKind.PROCESSES.title(), CloseIdle::pool),
            Contestant.floor("kill an idle JVM and wait", () -> () -> millisOfEnd(Process::destroyForcibly)),
            Contestant.peer("let an idle main return and wait", () -> () -> millisOfEnd(idle -> idle.getOutputStream().close()))));
  }

  /** The way in which a JVM is made to end. */
  @FunctionalInterface
  private interface End {
    void of(Process idle) throws Exception;
  }

  private static Sampler pool() throws Exception {
    ArchiveCache cache = ArchiveCache.filled();
    ExecutorConfig config = cache.in(ExecutorConfig.load().withBackend("processes").withWorkers(1));
    Sampler sampler = () -> millisOfClose(config);
    return sampler.closing(cache::close);
  }

  private static double millisOfClose(ExecutorConfig config) throws Exception {
    Clock clock;
    try (TaskExecutor executor = TaskExecutor.open(config)) {
      executor.submit(() -> 1).get();
      Thread.sleep(SETTLE_MILLIS);
      clock = Clock.start();
    }
    return clock.seconds() * MILLIS;
  }

  private static double millisOfEnd(End end) throws Exception {
    Process idle = OwnJvm.start(OwnJvm.bareProgram(IdleMain.class));
    try {
      Thread.sleep(SETTLE_MILLIS);
      Clock clock = Clock.start();
      end.of(idle);
      idle.waitFor();
      return clock.seconds() * MILLIS;
    } finally {
      idle.destroyForcibly();
    }
  }
}
