package dev.offload.benchmarks.programs;

import dev.offload.benchmarks.pools.Pool;
import dev.offload.benchmarks.pools.PoolKind;

/** The first tasks of a program, before its JVMs have compiled anything; the start of the workers does not count. */
public final class FirstTasks {
  private FirstTasks() {}

  /** Takes {@code round-trips} or {@code tiny-tasks}, a {@link PoolKind}, the number of workers, and that of tasks. */
  public static void main(String[] arguments) throws Exception {
    int workers = Integer.parseInt(arguments[2]);
    int count = Integer.parseInt(arguments[3]);
    try (Pool pool = PoolKind.valueOf(arguments[1]).open(workers)) {
      pool.tinyTasks(workers);
      System.out.println(arguments[0].equals("round-trips") ? pool.roundTrips(count) : pool.tinyTasks(count));
    }
  }
}
