package dev.offload.benchmarks.pools;

import dev.offload.Task;
import java.util.List;

/** A pool of any make, doing the jobs that all of them are measured at. Used by one thread at a time. */
public interface Pool extends AutoCloseable {
  /** The seconds that {@code count} empty tasks take, each submitted when the one before has given its result. */
  double roundTrips(int count) throws Exception;

  /** The seconds that {@code count} tasks of one addition take, all submitted first, then all results taken. */
  double tinyTasks(int count) throws Exception;

  /**
   * The seconds that x + 1 takes, mapped over the integers from 0 up to {@code count}, until the last result is taken.
   *
   * @throws dev.offload.benchmarks.harness.NotRunException if the pool cannot map
   */
  double map(int count) throws Exception;

  /**
   * The seconds from handing in the first of these tasks to the end of the last; all are submitted in this order, at once.
   *
   * @throws dev.offload.benchmarks.harness.NotRunException if the pool does not take tasks of this language
   */
  double runAll(List<? extends Task<?>> tasks) throws Exception;

  /** The seconds that an array of bytes takes to a worker and back. */
  double echo(int bytes) throws Exception;

  /** Ends the pool and its processes. */
  @Override
  void close();
}
