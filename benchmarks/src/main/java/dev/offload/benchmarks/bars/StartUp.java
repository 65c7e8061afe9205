package dev.offload.benchmarks.bars;

import dev.offload.ExecutorConfig;
import dev.offload.benchmarks.floor.EmptyMain;
import dev.offload.benchmarks.floor.OwnJvm;
import dev.offload.benchmarks.harness.Bar;
import dev.offload.benchmarks.harness.Better;
import dev.offload.benchmarks.harness.Contestant;
import dev.offload.benchmarks.harness.Sampler;
import dev.offload.benchmarks.harness.Target;
import dev.offload.benchmarks.pools.ArchiveCache;
import dev.offload.benchmarks.pools.Clock;
import dev.offload.benchmarks.pools.Pool;
import dev.offload.benchmarks.pools.PoolKind;
import dev.offload.benchmarks.pools.Python;
import dev.offload.benchmarks.pools.PythonPool;
import dev.offload.benchmarks.programs.ColdProgram;
import java.util.List;
import java.util.concurrent.Callable;

/** How long it takes to get going. */
final class StartUp {
  private static final double MILLIS = 1e3;
  private static final int WORKERS = 2;

  private StartUp() {}

  /** Of the second and later programs of a user. */
  static Bar firstResult() {
    return Bar.of("first-result", "the first result of a new pool of 1 worker, in a program that has opened some before; "
        + "with the archive of classes that an earlier program has made", "ms", Better.LESS)
        .withTarget(Target.atMost(2.5).timesFloor().withGoal(1.7))
        .withWarmUps(3)
        .between(scale -> List.of(
            Contestant.offload(PoolKind.PROCESSES.title(), StartUp::firstWithArchive),
            Contestant.floor("an empty main", StartUp::emptyMain),
            Contestant.peer(PoolKind.PP4J.title(), () -> first(PoolKind.PP4J)),
            Contestant.peer(PoolKind.OUT_PROCESS.title(), () -> first(PoolKind.OUT_PROCESS)),
            Contestant.peer(PoolKind.CPYTHON_EXECUTOR.title(), () -> firstOfPython("executor")),
            Contestant.peer(PoolKind.CPYTHON_POOL.title(), () -> firstOfPython("pool"))));
  }

  /** Of the first program of a user, and of each whose class path begins with a directory. */
  static Bar firstResultWithoutArchive() {
    return Bar.of("first-result-no-archive", "the same, without an archive of classes", "ms", Better.LESS)
        .withWarmUps(3)
        .between(scale -> List.of(
            Contestant.offload(PoolKind.PROCESSES.title(), () -> first(PoolKind.PROCESSES)),
            Contestant.floor("an empty main", StartUp::emptyMain)));
  }

  /** Of the second and later programs of a user. */
  static Bar wholeProgram() {
    return Bar.of("cold-program", "a whole program: start, open with 2 workers, 10,000 tiny tasks, exit; "
        + "with the archive of classes that an earlier one has made", "ms", Better.LESS)
        .withTarget(Target.atMost(0.7).times(PoolKind.CPYTHON_EXECUTOR.title()))
        .between(scale -> List.of(
            Contestant.offload(PoolKind.PROCESSES.title(), () -> programWithArchive(scale.of(10_000, 100))),
            Contestant.floor("an empty main", StartUp::emptyMain),
            Contestant.peer(PoolKind.THREADS.title(), () -> program(PoolKind.THREADS, scale.of(10_000, 100))),
            Contestant.peer(PoolKind.PP4J.title(), () -> program(PoolKind.PP4J, scale.of(10_000, 100))),
            Contestant.peer(PoolKind.CPYTHON_EXECUTOR.title(), () -> programOfPython("executor", scale.of(10_000, 100))),
            Contestant.peer(PoolKind.CPYTHON_POOL.title(), () -> programOfPython("pool", scale.of(10_000, 100)))));
  }

  /** Of the first program of a user. */
  static Bar firstWholeProgram() {
    return Bar.of("cold-program-first", "the same where it is the first: no archive of classes is there, and one may be begun beside it",
        "ms", Better.LESS)
        .between(scale -> List.of(
            Contestant.offload(PoolKind.PROCESSES.title(), () -> firstProgram(scale.of(10_000, 100))),
            Contestant.floor("an empty main", StartUp::emptyMain),
            Contestant.peer(PoolKind.CPYTHON_EXECUTOR.title(), () -> programOfPython("executor", scale.of(10_000, 100)))));
  }

  private static Sampler emptyMain() {
    return () -> OwnJvm.secondsOf(OwnJvm.bareProgram(EmptyMain.class)) * MILLIS;
  }

  private static Sampler first(PoolKind kind) {
    return () -> firstOf(() -> kind.open(1));
  }

  private static Sampler firstWithArchive() throws Exception {
    ArchiveCache cache = ArchiveCache.filled();
    ExecutorConfig config = cache.in(ExecutorConfig.load().withBackend("processes").withWorkers(1));
    Sampler sampler = () -> firstOf(() -> PoolKind.offload(config));
    return sampler.closing(cache::close);
  }

  private static double firstOf(Callable<Pool> opening) throws Exception {
    Clock clock = Clock.start();
    try (Pool pool = opening.call()) {
      pool.roundTrips(1);
      return clock.seconds() * MILLIS;
    }
  }

  private static Sampler firstOfPython(String kind) throws Exception {
    PythonPool parent = PythonPool.open(kind, 1);
    Sampler sampler = () -> parent.firstResult() * MILLIS;
    return sampler.closing(parent::close);
  }

  private static Sampler program(PoolKind kind, int count) {
    return () -> millisOf(List.of(), kind, count);
  }

  private static Sampler programWithArchive(int count) throws Exception {
    ArchiveCache cache = ArchiveCache.filled();
    Sampler sampler = () -> millisOf(List.of(cache.jvmArgument()), PoolKind.PROCESSES, count);
    return sampler.closing(cache::close);
  }

  private static Sampler firstProgram(int count) {
    return () -> {
      try (ArchiveCache cache = ArchiveCache.empty()) {
        return millisOf(List.of(cache.jvmArgument()), PoolKind.PROCESSES, count);
      }
    };
  }

  private static double millisOf(List<String> jvmArgs, PoolKind kind, int count) throws Exception {
    return OwnJvm.secondsOf(OwnJvm.program(jvmArgs, ColdProgram.class, kind, WORKERS, count)) * MILLIS;
  }

  private static Sampler programOfPython(String kind, int count) throws Exception {
    Python.ensureFound();
    return () -> OwnJvm.secondsOf(Python.script("program.py", kind, WORKERS, count)) * MILLIS;
  }
}
