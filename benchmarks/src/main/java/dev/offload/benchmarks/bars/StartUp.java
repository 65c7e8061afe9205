package dev.offload.benchmarks.bars;

import dev.offload.benchmarks.floor.EmptyMain;
import dev.offload.benchmarks.floor.OwnJvm;
import dev.offload.benchmarks.harness.Bar;
import dev.offload.benchmarks.harness.Better;
import dev.offload.benchmarks.harness.Contestant;
import dev.offload.benchmarks.harness.Sampler;
import dev.offload.benchmarks.harness.Target;
import dev.offload.benchmarks.pools.Clock;
import dev.offload.benchmarks.pools.Pool;
import dev.offload.benchmarks.pools.PoolKind;
import dev.offload.benchmarks.pools.Python;
import dev.offload.benchmarks.pools.PythonPool;
import dev.offload.benchmarks.programs.ColdProgram;
import java.util.List;

/** How long it takes to get going. */
final class StartUp {
  private static final double MILLIS = 1e3;
  private static final int WORKERS = 2;

  private StartUp() {}

  static Bar firstResult() {
    return Bar.of("first-result", "the first result of a new pool of 1 worker, in a program that has opened some before", "ms", Better.LESS)
        .withTarget(Target.atMost(2.5).timesFloor().withGoal(1.7))
        .withWarmUps(3)
        .between(scale -> List.of(
            Contestant.offload(PoolKind.PROCESSES.title(), () -> first(PoolKind.PROCESSES)),
            Contestant.floor("an empty main", StartUp::emptyMain),
            Contestant.peer(PoolKind.PP4J.title(), () -> first(PoolKind.PP4J)),
            Contestant.peer(PoolKind.OUT_PROCESS.title(), () -> first(PoolKind.OUT_PROCESS)),
            Contestant.peer(PoolKind.CPYTHON_EXECUTOR.title(), () -> firstOfPython("executor")),
            Contestant.peer(PoolKind.CPYTHON_POOL.title(), () -> firstOfPython("pool"))));
  }

  static Bar wholeProgram() {
    return Bar.of("cold-program", "a whole program: start, open with 2 workers, 10,000 tiny tasks, exit", "ms", Better.LESS)
        .withTarget(Target.atMost(0.7).times(PoolKind.CPYTHON_EXECUTOR.title()))
        .between(scale -> List.of(
            Contestant.offload(PoolKind.PROCESSES.title(), () -> program(PoolKind.PROCESSES, scale.of(10_000, 100))),
            Contestant.floor("an empty main", StartUp::emptyMain),
            Contestant.peer(PoolKind.THREADS.title(), () -> program(PoolKind.THREADS, scale.of(10_000, 100))),
            Contestant.peer(PoolKind.PP4J.title(), () -> program(PoolKind.PP4J, scale.of(10_000, 100))),
            Contestant.peer(PoolKind.CPYTHON_EXECUTOR.title(), () -> programOfPython("executor", scale.of(10_000, 100))),
            Contestant.peer(PoolKind.CPYTHON_POOL.title(), () -> programOfPython("pool", scale.of(10_000, 100)))));
  }

  private static Sampler emptyMain() {
    return () -> OwnJvm.secondsOf(OwnJvm.bareProgram(EmptyMain.class)) * MILLIS;
  }

  private static Sampler first(PoolKind kind) {
    return () -> {
      Clock clock = Clock.start();
      try (Pool pool = kind.open(1)) {
        pool.roundTrips(1);
        return clock.seconds() * MILLIS;
      }
    };
  }

  private static Sampler firstOfPython(String kind) throws Exception {
    PythonPool parent = PythonPool.open(kind, 1);
    Sampler sampler = () -> parent.firstResult() * MILLIS;
    return sampler.closing(parent::close);
  }

  private static Sampler program(PoolKind kind, int count) {
    return () -> OwnJvm.secondsOf(OwnJvm.program(List.of(), ColdProgram.class, kind, WORKERS, count)) * MILLIS;
  }

  private static Sampler programOfPython(String kind, int count) throws Exception {
    Python.ensureFound();
    return () -> OwnJvm.secondsOf(Python.script("program.py", kind, WORKERS, count)) * MILLIS;
  }
}
