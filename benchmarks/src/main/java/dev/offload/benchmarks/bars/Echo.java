package dev.offload.benchmarks.bars;

import dev.offload.ExecutorConfig;
import dev.offload.benchmarks.bars.Contestants.Job;
import dev.offload.benchmarks.floor.SocketFloor;
import dev.offload.benchmarks.harness.Bar;
import dev.offload.benchmarks.harness.Better;
import dev.offload.benchmarks.harness.Contestant;
import dev.offload.benchmarks.harness.NotRunException;
import dev.offload.benchmarks.harness.Sampler;
import dev.offload.benchmarks.harness.Scale;
import dev.offload.benchmarks.harness.Target;
import dev.offload.benchmarks.pools.Pool;
import dev.offload.benchmarks.pools.PoolKind;
import dev.offload.benchmarks.report.Machine;
import java.io.IOException;
import java.util.List;

/** A large array to a worker and back. */
final class Echo {
  private static final int MIB = 1 << 20;
  // A message is a little longer than the array in it, and the longest is 1 GiB.
  private static final int NEARLY_1_GIB = (1 << 30) - MIB;
  // Two heaps of 6 GiB, two buffers of 1 GiB for the socket, and what CPython takes.
  private static final long NEEDED_MIB = 18 << 10;
  private static final long NEEDED_HEAP_MIB = 5 << 10;

  private Echo() {}

  static Bar of64Mib() {
    return Bar.of("echo", "a byte[] of 64 MiB to a worker and back: its MB by the time of both ways", "MB/s", Better.MORE)
        .withTarget(Target.atLeast(600).withGoal(1_500))
        .withWarmUps(2)
        .between(scale -> List.of(
            Contestants.offload(PoolKind.PROCESSES, 1, rate(scale.of(64 * MIB, MIB))),
            Contestant.floor("socket, both ways", () -> socket(scale.of(64 * MIB, MIB))),
            Contestant.peer("memcpy", () -> memcpy(scale.of(64 * MIB, MIB))),
            Contestants.peer("PP4J (16 MiB)", PoolKind.PP4J, 1, rate(scale.of(16 * MIB, MIB))),
            Contestants.peer(PoolKind.OUT_PROCESS, 1, rate(scale.of(64 * MIB, MIB))),
            Contestants.peer(PoolKind.CPYTHON_EXECUTOR, 1, rate(scale.of(64 * MIB, MIB))),
            Contestants.peer(PoolKind.CPYTHON_POOL, 1, rate(scale.of(64 * MIB, MIB)))));
  }

  static Bar of1Gib() {
    return Bar.of("echo-1gib", "a byte[] of 1 GiB less 1 MiB, with processes.maxMessageMb=1024", "MB/s", Better.MORE)
        .withWarmUps(0)
        .between(scale -> List.of(
            Contestant.offload(PoolKind.PROCESSES.title(), () -> large(scale)),
            Contestant.floor("socket, both ways", () -> socket(scale.of(NEARLY_1_GIB, 2 * MIB))),
            Contestants.peer(PoolKind.CPYTHON_EXECUTOR, 1, rate(scale.of(NEARLY_1_GIB, 2 * MIB)))));
  }

  private static Job rate(int bytes) {
    return pool -> bytes / 1e6 / pool.echo(bytes);
  }

  private static Sampler large(Scale scale) throws Exception {
    ensureMemory(scale);
    int bytes = scale.of(NEARLY_1_GIB, 2 * MIB);
    ExecutorConfig config = PoolKind.processes(1)
        .withOption("processes.maxMessageMb", "1024");
    Pool pool = PoolKind.offload(config);
    Sampler sampler = () -> rate(bytes).of(pool);
    return sampler.closing(pool::close);
  }

  private static void ensureMemory(Scale scale) throws NotRunException, IOException {
    long freeMib = Machine.freeMemoryMib();
    long heapMib = Runtime.getRuntime().maxMemory() / MIB;
    if (scale == Scale.FULL && (freeMib < NEEDED_MIB || heapMib < NEEDED_HEAP_MIB)) {
      throw new NotRunException("it takes 18 GiB of free memory and 5 GiB of heap, and there are "
          + freeMib / 1024 + " and " + heapMib / 1024);
    }
  }

  private static Sampler socket(int bytes) throws Exception {
    SocketFloor floor = SocketFloor.open(bytes);
    Sampler sampler = () -> bytes / 1e6 / floor.roundTrips(1);
    return sampler.closing(floor::close);
  }

  private static Sampler memcpy(int bytes) {
    byte[] from = new byte[bytes];
    byte[] to = new byte[bytes];
    return () -> {
      long startNanos = System.nanoTime();
      System.arraycopy(from, 0, to, 0, bytes);
      return bytes / 1e6 / ((System.nanoTime() - startNanos) / 1e9);
    };
  }
}
