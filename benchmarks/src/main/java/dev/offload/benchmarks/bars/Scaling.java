package dev.offload.benchmarks.bars;

import dev.offload.benchmarks.floor.OwnJvm;
import dev.offload.benchmarks.harness.Bar;
import dev.offload.benchmarks.harness.Better;
import dev.offload.benchmarks.harness.Contestant;
import dev.offload.benchmarks.harness.Sampler;
import dev.offload.benchmarks.harness.Target;
import dev.offload.benchmarks.programs.CompletedFutures;
import dev.offload.benchmarks.programs.PendingFutures;
import java.util.List;

/** Very many futures, of one executor or of very many. */
final class Scaling {
  /** Ten times as many may take twice as long each, for caches; ten times would be quadratic. */
  private static final double LINEAR = 2;
  private static final List<String> EXACT_HEAP = List.of("-Xmx5g", "-XX:+UseSerialGC");
  /** All of its heap from the beginning: what a growing heap takes is not linear. */
  private static final List<String> WHOLE_HEAP = List.of("-Xms5g", "-Xmx5g");
  private static final List<String> MANY_THREADS = List.of("-Xms5g", "-Xmx5g", "-Xss256k");

  private Scaling() {}

  static Bar pendingFuturesOn(String backend) {
    return Bar.of("pending-futures-" + backend, backend + ": heap of each of 1,000,000 pending futures, beside the task's own bytes",
            "bytes", Better.LESS)
        .withTarget(Target.atMost(250))
        .withWarmUps(0)
        .between(scale -> List.of(Contestant.offload("Offload " + backend, () -> () ->
            OwnJvm.figureOf(OwnJvm.program(EXACT_HEAP, PendingFutures.class, backend, scale.of(1_000_000, 1_000))))));
  }

  static Bar asCompleted() {
    return Bar.of("as-completed", "asCompleted over 1,000,000 pending futures beside 100,000: time of each", "ns/future", Better.LESS)
        .withTarget(Target.atMost(LINEAR).times("100,000 futures"))
        .withWarmUps(0)
        .between(scale -> List.of(
            Contestant.offload("1,000,000 futures", () -> completed(WHOLE_HEAP, 1, scale.of(1_000_000, 2_000))),
            Contestant.peer("100,000 futures", () -> completed(WHOLE_HEAP, 1, scale.of(100_000, 200)))));
  }

  static Bar manyExecutors() {
    return Bar.of("many-executors", "asCompleted over the futures of 10,000 executors beside 1,000, ten of each: time of each", "ns/future",
            Better.LESS)
        .withTarget(Target.atMost(LINEAR).times("1,000 executors"))
        .withWarmUps(0)
        .between(scale -> List.of(
            Contestant.offload("10,000 executors", () -> completed(MANY_THREADS, scale.of(10_000, 20), 10)),
            Contestant.peer("1,000 executors", () -> completed(MANY_THREADS, scale.of(1_000, 5), 10))));
  }

  private static Sampler completed(List<String> jvmArgs, int executors, int futures) {
    return () -> OwnJvm.figureOf(OwnJvm.program(jvmArgs, CompletedFutures.class, executors, futures));
  }
}
