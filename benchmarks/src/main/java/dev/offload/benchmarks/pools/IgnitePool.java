package dev.offload.benchmarks.pools;

import static com.google.common.base.Preconditions.checkState;

import dev.offload.Task;
import dev.offload.benchmarks.harness.NotRunException;
import dev.offload.benchmarks.programs.ClusterNodes;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.ignite.Ignite;
import org.apache.ignite.IgniteCompute;
import org.apache.ignite.lang.IgniteCallable;
import org.apache.ignite.lang.IgniteFuture;

/** The engine below our cluster, from a client, as its users call it: no window, no chunks, a call for each task. */
final class IgnitePool implements Pool {
  private final ClusterServer server;
  private final Ignite client;
  private final IgniteCompute compute;

  IgnitePool(ClusterServer server) throws IOException {
    this.server = server;
    this.client = ClusterNodes.ignite(server.port(), true);
    this.compute = client.compute(client.cluster().forServers());
  }

  @Override
  public double roundTrips(int count) {
    Clock clock = Clock.start();
    for (int i = 0; i < count; i++) {
      compute.call(new Nothing());
    }
    return clock.seconds();
  }

  @Override
  public double tinyTasks(int count) {
    List<IgniteFuture<Integer>> futures = new ArrayList<>(count);
    Clock clock = Clock.start();
    for (int i = 0; i < count; i++) {
      futures.add(compute.callAsync(new Increment(i)));
    }
    long sum = 0;
    for (IgniteFuture<Integer> future : futures) {
      sum += future.get();
    }
    double seconds = clock.seconds();
    checkState(sum == count * (count + 1L) / 2, "wrong sum: %s", sum);
    return seconds;
  }

  /** A call for each element. */
  @Override
  public double map(int count) {
    return tinyTasks(count);
  }

  @Override
  public double runAll(List<? extends Task<?>> tasks) throws Exception {
    throw new NotRunException("it is measured at tiny tasks only");
  }

  @Override
  public double echo(int bytes) throws Exception {
    throw new NotRunException("it is measured at tiny tasks only");
  }

  @Override
  public void close() {
    client.close();
    server.close();
  }

  // Classes, because the engine takes longer for lambdas.
  private static final class Nothing implements IgniteCallable<Object> {
    private static final long serialVersionUID = 1L;

    @Override
    public Object call() {
      return Boolean.TRUE;
    }
  }

  /** No record: the engine cannot send one. */
  private static final class Increment implements IgniteCallable<Integer> {
    private static final long serialVersionUID = 1L;
    private final int number;

    Increment(int number) {
      this.number = number;
    }

    @Override
    public Integer call() {
      return number + 1;
    }
  }
}
