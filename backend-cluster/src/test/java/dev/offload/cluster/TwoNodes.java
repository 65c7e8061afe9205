package dev.offload.cluster;

import dev.offload.ExecutorConfig;
import dev.offload.TaskExecutor;
import dev.offload.cluster.grid.Grid;
import dev.offload.cluster.grid.GridSettings;
import dev.offload.cluster.node.ServerNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import org.apache.ignite.Ignition;

/** Two nodes of one cluster in this JVM, and a client that stays, so that each executor does not have to start one. */
final class TwoNodes {
  private static final int SLOTS = 12;
  private static final int PORTS = 4;

  private final int port = freePort();
  private final String backend;
  private final List<Grid> nodes;
  private final TaskExecutor keeper;

  private TwoNodes(String backend) {
    this.backend = backend;
    this.nodes = List.of(start(1), start(2));
    this.keeper = TaskExecutor.open(config());
    // Whatever threads the engine keeps are there from now on, and connections: members connect when they first speak to each other.
    Warmth.spread(keeper);
    Ignition.allGrids().forEach(member -> member.message(member.cluster().forRemotes()).send("warmth", "warmth"));
  }

  /** Nodes that run tasks on threads. */
  static ExecutorConfig ofThreads() {
    return OfThreads.NODES.config();
  }

  /** Nodes that run tasks in child JVMs. */
  static ExecutorConfig ofProcesses() {
    return OfProcesses.NODES.config();
  }

  private static final class OfThreads {
    static final TwoNodes NODES = new TwoNodes("threads");
  }

  private static final class OfProcesses {
    static final TwoNodes NODES = new TwoNodes("processes");
  }

  private Grid start(int number) {
    GridSettings.Builder settings = GridSettings.server("test-" + backend + "-" + number).ports(port, PORTS)
        .communicationPort(port + 1_000).addresses(List.of("127.0.0.1:" + port + ".." + (port + PORTS)));
    return ServerNode.start(settings, SLOTS, backend);
  }

  private ExecutorConfig config() {
    return ExecutorConfig.defaults().withBackend(ClusterProvider.NAME)
        .withOption("cluster.addresses", "127.0.0.1:" + port + ".." + (port + PORTS))
        .withOption("cluster.communicationPort", Integer.toString(port + 1_000))
        .withOption("cluster.nodeBackend", backend);
  }

  private static int freePort() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort() % 10_000 + 20_000;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
