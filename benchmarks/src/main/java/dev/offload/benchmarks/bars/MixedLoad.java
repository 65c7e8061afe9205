package dev.offload.benchmarks.bars;

import dev.offload.Task;
import dev.offload.benchmarks.bars.Contestants.Job;
import dev.offload.benchmarks.harness.Bar;
import dev.offload.benchmarks.harness.Better;
import dev.offload.benchmarks.harness.Contestant;
import dev.offload.benchmarks.harness.Scale;
import dev.offload.benchmarks.harness.Target;
import dev.offload.benchmarks.pools.PoolKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;

/** Long tasks among tiny ones: no tiny one may wait behind a long one while another worker is idle. */
final class MixedLoad {
  private static final int WORKERS = 2;
  private static final double TINY_MILLIS = 0.1;

  private MixedLoad() {}

  static Bar bar() {
    return Bar.of("mixed-makespan", "24 tasks of 20 to 120 ms among 4,000 of 0.1 ms: until the last has ended; 2 workers", "ms",
            Better.LESS)
        .withTarget(Target.atMost(1.1).timesFloor())
        .withWarmUps(4)
        .between(scale -> {
          List<Double> millis = millis(scale);
          return List.of(
              Contestants.offload(PoolKind.PROCESSES, WORKERS, makespan(millis)),
              Contestant.floor("best list schedule", () -> () -> ListSchedule.best(millis, WORKERS)),
              Contestants.peer(PoolKind.THREADS, WORKERS, makespan(millis)),
              Contestants.peer(PoolKind.JDK, WORKERS, makespan(millis)),
              Contestants.peer(PoolKind.PP4J, WORKERS, makespan(millis)));
        });
  }

  private static Job makespan(List<Double> millis) {
    return pool -> pool.runAll(millis.stream().map(MixedLoad::task).toList()) * 1e3;
  }

  /** How long each task takes, in the order of submission: the long ones in the first three quarters, so that no order is much better. */
  static List<Double> millis(Scale scale) {
    Random random = new Random(24);
    int tiny = scale.of(4_000, 40);
    int longOnes = scale.of(24, 2);
    List<Double> millis = new ArrayList<>();
    for (int i = 0; i < tiny; i++) {
      millis.add(TINY_MILLIS);
    }
    for (int i = 0; i < longOnes; i++) {
      millis.add(random.nextInt(tiny * 3 / 4), 20.0 + random.nextInt(scale.of(100, 1)));
    }
    return millis;
  }

  private static Task<Boolean> task(double millis) {
    if (millis >= 1) {
      // Asleep: what the machine does meanwhile is not to make it longer.
      return () -> {
        TimeUnit.MICROSECONDS.sleep((long) (millis * 1e3));
        return true;
      };
    }
    return () -> {
      long endNanos = System.nanoTime() + (long) (millis * 1e6);
      while (System.nanoTime() < endNanos) {
        Thread.onSpinWait();
      }
      return true;
    };
  }
}
