package dev.offload.node;

import dev.offload.cluster.node.ServerNode;
import java.util.List;
import org.apache.ignite.Ignite;
import org.apache.ignite.cluster.ClusterNode;
import org.apache.ignite.events.DiscoveryEvent;
import org.apache.ignite.events.Event;
import org.apache.ignite.events.EventType;
import org.apache.ignite.spi.communication.tcp.TcpCommunicationSpi;
import org.apache.ignite.spi.discovery.tcp.TcpDiscoverySpi;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Logs what a node is, and who joins and leaves its cluster. */
final class NodeLog {
  private static final Logger LOGGER = LoggerFactory.getLogger(NodeLog.class);
  private static final List<String> BACKENDS = List.of("threads", "processes");

  private final Ignite node;

  NodeLog(Ignite node) {
    this.node = node;
  }

  /** Logs the node and those that are there, and from now on who comes and goes. */
  void begin() {
    ClusterNode own = node.cluster().localNode();
    LOGGER.info("{}, pid {}, JDK {}, listens on {}, port {} for finding each other, {} for messages{}", describe(own),
        ProcessHandle.current().pid(), Runtime.version().feature(), node.configuration().getLocalHost(), discoveryPort(), messagePort(),
        node.configuration().getSslContextFactory() == null ? "" : ", by TLS");
    node.events().localListen(this::log, EventType.EVT_NODE_JOINED, EventType.EVT_NODE_LEFT, EventType.EVT_NODE_FAILED);
    for (ClusterNode other : node.cluster().forOthers(own).nodes()) {
      LOGGER.info("{}, is there", describe(other));
    }
  }

  private boolean log(Event event) {
    String other = describe(((DiscoveryEvent) event).eventNode());
    switch (event.type()) {
      case EventType.EVT_NODE_JOINED -> LOGGER.info("{}, has joined", other);
      case EventType.EVT_NODE_LEFT -> LOGGER.info("{}, has left", other);
      default -> LOGGER.warn("{}, is lost", other);
    }
    return true;
  }

  private static String describe(ClusterNode node) {
    if (node.isClient()) {
      return "client " + node.consistentId() + " " + node.addresses();
    }
    for (String backend : BACKENDS) {
      int slots = ServerNode.slotsOf(node, backend);
      if (slots > 0) {
        return "node " + node.consistentId() + " " + node.addresses() + ", " + slots + " slots, backend " + backend;
      }
    }
    return "node " + node.consistentId() + " " + node.addresses() + ", which runs no tasks";
  }

  private int discoveryPort() {
    return ((TcpDiscoverySpi) node.configuration().getDiscoverySpi()).getLocalPort();
  }

  private Object messagePort() {
    String name = node.configuration().getCommunicationSpi().getName();
    return node.cluster().localNode().attribute(name + "." + TcpCommunicationSpi.ATTR_PORT);
  }
}
