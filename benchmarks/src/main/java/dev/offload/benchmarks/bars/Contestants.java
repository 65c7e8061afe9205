package dev.offload.benchmarks.bars;

import dev.offload.benchmarks.harness.Contestant;
import dev.offload.benchmarks.harness.Contestant.Opening;
import dev.offload.benchmarks.harness.Sampler;
import dev.offload.benchmarks.pools.Pool;
import dev.offload.benchmarks.pools.PoolKind;

/** Contestants that are pools. */
final class Contestants {
  private Contestants() {}

  /** What is measured of a pool. */
  @FunctionalInterface
  interface Job {
    double of(Pool pool) throws Exception;
  }

  /** Microseconds of each of so many round trips. */
  static Job micros(int count) {
    return pool -> pool.roundTrips(count) / count * 1e6;
  }

  /** How many of so many tiny tasks come back in a second. */
  static Job tasksPerSecond(int count) {
    return pool -> count / pool.tinyTasks(count);
  }

  static Contestant offload(PoolKind kind, int workers, Job job) {
    return Contestant.offload(kind.title(), opening(kind, workers, job));
  }

  static Contestant floor(PoolKind kind, int workers, Job job) {
    return Contestant.floor(kind.title(), opening(kind, workers, job));
  }

  static Contestant peer(PoolKind kind, int workers, Job job) {
    return Contestant.peer(kind.title(), opening(kind, workers, job));
  }

  static Contestant peer(String name, PoolKind kind, int workers, Job job) {
    return Contestant.peer(name, opening(kind, workers, job));
  }

  private static Opening opening(PoolKind kind, int workers, Job job) {
    return () -> {
      Pool pool = kind.open(workers);
      Sampler sampler = () -> job.of(pool);
      return sampler.closing(pool::close);
    };
  }
}
