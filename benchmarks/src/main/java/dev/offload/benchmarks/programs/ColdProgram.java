package dev.offload.benchmarks.programs;

import dev.offload.benchmarks.pools.Pool;
import dev.offload.benchmarks.pools.PoolKind;

/** A whole program: opens a pool, runs tiny tasks, ends. */
public final class ColdProgram {
  private ColdProgram() {}

  /** Takes a {@link PoolKind}, the number of workers, and that of tasks. */
  public static void main(String[] arguments) throws Exception {
    try (Pool pool = PoolKind.valueOf(arguments[0]).open(Integer.parseInt(arguments[1]))) {
      pool.tinyTasks(Integer.parseInt(arguments[2]));
    }
  }
}
