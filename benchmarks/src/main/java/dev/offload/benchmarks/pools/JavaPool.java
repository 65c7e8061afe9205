package dev.offload.benchmarks.pools;

import static com.google.common.base.Preconditions.checkState;

import dev.offload.Task;
import dev.offload.benchmarks.harness.NotRunException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Future;

/** A pool in this JVM's language: the same lambdas for all of them. */
abstract class JavaPool implements Pool {
  /** Hands in a task; all pools that are measured take a serializable callable. */
  abstract <T> Future<T> submit(Task<T> task) throws Exception;

  @Override
  public final double roundTrips(int count) throws Exception {
    Clock clock = Clock.start();
    for (int i = 0; i < count; i++) {
      submit(() -> null).get();
    }
    return clock.seconds();
  }

  @Override
  public final double tinyTasks(int count) throws Exception {
    List<Future<Integer>> futures = new ArrayList<>(count);
    Clock clock = Clock.start();
    for (int i = 0; i < count; i++) {
      int captured = i;
      futures.add(submit(() -> captured + 1));
    }
    long sum = 0;
    for (Future<Integer> future : futures) {
      sum += future.get();
    }
    double seconds = clock.seconds();
    checkState(sum == count * (count + 1L) / 2, "wrong sum: %s", sum);
    return seconds;
  }

  @Override
  public final double runAll(List<? extends Task<?>> tasks) throws Exception {
    List<Future<?>> futures = new ArrayList<>(tasks.size());
    Clock clock = Clock.start();
    for (Task<?> task : tasks) {
      futures.add(submit(task));
    }
    for (Future<?> future : futures) {
      future.get();
    }
    return clock.seconds();
  }

  @Override
  public double map(int count) throws Exception {
    throw new NotRunException("it cannot map");
  }

  @Override
  public final double echo(int bytes) throws Exception {
    byte[] sent = new byte[bytes];
    new Random(bytes).nextBytes(sent);
    Clock clock = Clock.start();
    byte[] received = submit(() -> sent).get();
    double seconds = clock.seconds();
    checkState(received.length == bytes && received[bytes - 1] == sent[bytes - 1], "another array came back");
    return seconds;
  }
}
