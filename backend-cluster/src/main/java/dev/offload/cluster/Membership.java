package dev.offload.cluster;

import dev.offload.cluster.grid.Grid;
import dev.offload.cluster.node.ServerNode;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.ignite.Ignite;
import org.apache.ignite.IgniteState;
import org.apache.ignite.Ignition;

/** This JVM's node of a cluster: one for all executors with the same options, as long as there are any. Any thread. */
final class Membership implements AutoCloseable {
  private static final Map<ClusterOptions, Membership> PRESENT = new HashMap<>();
  private static final AtomicLong STARTED = new AtomicLong();

  private final ClusterOptions options;
  private final Grid grid;
  private final Thread exitHook;

  // Guarded by the class.
  private int executors;

  private Membership(ClusterOptions options, Grid grid) {
    this.options = options;
    this.grid = grid;
    this.exitHook = new Thread(grid::close, "offload-exit");
  }

  /** The node, which is started if there is none; {@link #close} has to be called once for each. */
  static Membership of(ClusterOptions options) {
    synchronized (Membership.class) {
      Membership known = PRESENT.get(options);
      if (known == null || known.isShutOut()) {
        known = new Membership(options, start(options));
        known.addHook();
        PRESENT.put(options, known);
      }
      known.executors++;
      return known;
    }
  }

  private static Grid start(ClusterOptions options) {
    String name = "offload-" + ProcessHandle.current().pid() + "-" + STARTED.incrementAndGet();
    return options.isEmbedded()
        ? ServerNode.startEmbedded(options.node(name), options.slots(), options.nodeBackend())
        : Grid.start(options.node(name).build(), configuration -> { });
  }

  /** Tells whether the cluster was lost for good: the executors that are there have to know, and others can begin anew. */
  boolean isShutOut() {
    return Ignition.state(grid.ignite().name()) != IgniteState.STARTED;
  }

  Ignite ignite() {
    return grid.ignite();
  }

  /** Stops the node if nobody else needs it. Not from one of the node's own threads. */
  @Override
  public void close() {
    synchronized (Membership.class) {
      executors--;
      if (executors == 0) {
        PRESENT.remove(options, this);
        removeHook();
        grid.close();
      }
    }
  }

  /** A program that ends without closing leaves no files. */
  private void addHook() {
    try {
      Runtime.getRuntime().addShutdownHook(exitHook);
    } catch (IllegalStateException e) {
      grid.close();
      throw new IllegalStateException("an executor cannot be opened while the JVM shuts down", e);
    }
  }

  private void removeHook() {
    try {
      Runtime.getRuntime().removeShutdownHook(exitHook);
    } catch (IllegalStateException e) {
      // This JVM is shutting down: the hook runs anyway, and finds nothing left to do.
    }
  }
}
