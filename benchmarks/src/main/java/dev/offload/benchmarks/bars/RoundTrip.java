package dev.offload.benchmarks.bars;

import dev.offload.benchmarks.floor.OwnJvm;
import dev.offload.benchmarks.floor.SocketFloor;
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

/** One empty task after another. */
final class RoundTrip {
  private static final double MICROS = 1e6;
  private static final int MESSAGE_BYTES = 64;

  private RoundTrip() {}

  static Bar warm() {
    return Bar.of("round-trip", "one empty task: submit, then get; 1 worker", "µs", Better.LESS)
        .withTarget(Target.atMost(2).timesFloor().withGoal(1.3))
        .withWarmUps(4)
        .between(scale -> List.of(
            Contestants.offload(PoolKind.PROCESSES, 1, Contestants.micros(scale.of(20_000, 200))),
            Contestant.floor("socket ping-pong", () -> pingPong(scale.of(20_000, 200))),
            Contestants.peer(PoolKind.THREADS, 1, Contestants.micros(scale.of(20_000, 200))),
            Contestants.peer(PoolKind.JDK, 1, Contestants.micros(scale.of(20_000, 200))),
            Contestants.peer(PoolKind.PP4J, 1, Contestants.micros(scale.of(5_000, 50))),
            Contestants.peer(PoolKind.OUT_PROCESS, 1, Contestants.micros(scale.of(20, 2))),
            Contestants.peer(PoolKind.CPYTHON_EXECUTOR, 1, Contestants.micros(scale.of(4_000, 100))),
            Contestants.peer(PoolKind.CPYTHON_POOL, 1, Contestants.micros(scale.of(4_000, 100)))));
  }

  static Bar cold() {
    return Bar.of("round-trip-cold", "the first 100,000 empty tasks of a program, one after another; 1 worker, its start not counted", "µs",
            Better.LESS)
        .withWarmUps(0)
        .between(scale -> List.of(
            Contestant.offload(PoolKind.PROCESSES.title(), () -> first(PoolKind.PROCESSES, scale.of(100_000, 200))),
            Contestant.peer(PoolKind.THREADS.title(), () -> first(PoolKind.THREADS, scale.of(100_000, 200))),
            Contestant.peer(PoolKind.JDK.title(), () -> first(PoolKind.JDK, scale.of(100_000, 200))),
            Contestant.peer(PoolKind.CPYTHON_EXECUTOR.title(), () -> firstOfPython(scale.of(10_000, 100)))));
  }

  /** The floor of whatever goes to a child and back. */
  static Sampler pingPong(int count) throws Exception {
    SocketFloor floor = SocketFloor.open(MESSAGE_BYTES);
    Sampler sampler = () -> floor.roundTrips(count) / count * MICROS;
    return sampler.closing(floor::close);
  }

  private static Sampler first(PoolKind kind, int count) {
    return () -> OwnJvm.figureOf(OwnJvm.program(List.of(), FirstTasks.class, "round-trips", kind, 1, count)) / count * MICROS;
  }

  private static Sampler firstOfPython(int count) throws Exception {
    Python.ensureFound();
    return () -> {
      try (Pool pool = PoolKind.CPYTHON_EXECUTOR.open(1)) {
        pool.tinyTasks(1);
        return pool.roundTrips(count) / count * MICROS;
      }
    };
  }
}
