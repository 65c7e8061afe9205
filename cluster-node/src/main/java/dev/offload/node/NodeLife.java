package dev.offload.node;

import dev.offload.cluster.grid.Grid;
import dev.offload.cluster.node.ServerNode;
import dev.offload.cluster.node.Sessions;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.ignite.Ignite;
import org.apache.ignite.IgniteState;
import org.apache.ignite.Ignition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.ExitCode;

/** One node from its start to its end. The main thread goes through it; signals and the engine tell it when to end. */
final class NodeLife {
  private static final Logger LOGGER = LoggerFactory.getLogger(NodeLife.class);
  /** A node with tasks that cannot be ended leaves in less than that; what does not is stuck. */
  private static final Duration CLOSE_PATIENCE = Duration.ofSeconds(10);

  private final NodeOptions options;
  private final CompletableFuture<String> end = new CompletableFuture<>();

  NodeLife(NodeOptions options) {
    this.options = options;
  }

  /**
   * Starts the node and waits for its end.
   *
   * @return the exit code
   * @throws IllegalArgumentException if an option is wrong
   * @throws IllegalStateException if this JVM lacks the flags that are needed
   * @throws dev.offload.BrokenExecutorException if the node cannot start
   */
  int run() throws InterruptedException {
    Signals.listen(this::onSignal);
    try (Grid grid = ServerNode.start(options.settings(), options.slots(), options.backend())) {
      Ignite node = grid.ignite();
      watchEngine(node);
      new NodeLog(node).begin();
      String why = end.join();
      if (why.startsWith("SIG")) {
        return leave(grid, why);
      }
      LOGGER.error("the node has stopped: {}", why);
      return ExitCode.SOFTWARE;
    }
  }

  private void onSignal(String name) {
    if (!end.complete(name)) {
      LOGGER.warn("{}: ends at once, and cuts off what runs", name);
      Runtime.getRuntime().halt(ExitCode.SOFTWARE);
    }
  }

  /** The engine stops a node that cannot go on. */
  private void watchEngine(Ignite node) {
    String name = node.name();
    Ignition.addListener((stopped, state) -> {
      if (state != IgniteState.STARTED && name.equals(stopped)) {
        onStopped(state);
      }
    });
    if (Ignition.state(name) != IgniteState.STARTED) {
      onStopped(Ignition.state(name));
    }
  }

  private void onStopped(IgniteState state) {
    end.complete(switch (state) {
      case STOPPED_ON_SEGMENTATION -> "it was taken for lost by the rest of the cluster; start it again";
      case STOPPED_ON_FAILURE -> "it could not go on, as said above";
      default -> "somebody stopped it";
    });
  }

  private int leave(Grid grid, String signal) throws InterruptedException {
    Duration patience = options.drainTimeout();
    LOGGER.info("{}: takes no new sessions; {} go on with their tasks, for {} s at most",
        signal, Sessions.countOn(grid.ignite()), patience.toSeconds());
    boolean drained = Sessions.drain(grid.ignite(), patience);
    if (!drained) {
      LOGGER.warn("{} sessions go on after {} s, and are cut off", Sessions.countOn(grid.ignite()), patience.toSeconds());
      haltLater();
    }
    grid.close();
    LOGGER.info("has left the cluster");
    return drained ? ExitCode.OK : ExitCode.SOFTWARE;
  }

  private static void haltLater() {
    CompletableFuture.delayedExecutor(CLOSE_PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
        .execute(() -> Runtime.getRuntime().halt(ExitCode.SOFTWARE));
  }
}
