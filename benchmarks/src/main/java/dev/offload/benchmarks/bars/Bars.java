package dev.offload.benchmarks.bars;

import dev.offload.benchmarks.harness.Bar;
import java.util.List;

/** All bars, in the order in which they run. */
public final class Bars {
  private Bars() {}

  /** All of them; those of a few seconds come before those that fill the memory. */
  public static List<Bar> all() {
    return List.of(
        RoundTrip.warm(),
        RoundTrip.cold(),
        TinyTasks.warm(),
        TinyTasks.cold(),
        MapOfIntegers.bar(),
        Echo.of64Mib(),
        Echo.of1Gib(),
        StartUp.firstResult(),
        StartUp.firstResultWithoutArchive(),
        StartUp.wholeProgram(),
        StartUp.firstWholeProgram(),
        CloseIdle.bar(),
        IdleMemory.bar(),
        ThreadsBackend.latency(),
        ThreadsBackend.throughput(),
        Cluster.roundTrip(),
        Cluster.throughput(),
        Cluster.map(),
        CpuBound.bar(),
        MixedLoad.bar(),
        SharedAdditions.toNumber(),
        SharedAdditions.toMemory(),
        Scaling.pendingFuturesOn("threads"),
        Scaling.pendingFuturesOn("processes"),
        Scaling.asCompleted(),
        Scaling.manyExecutors(),
        ManyWorkers.start(),
        ManyWorkers.memory());
  }
}
