package dev.offload.cluster;

import dev.offload.ExecutorConfig;
import dev.offload.ExecutorConfigBuilder;
import dev.offload.TaskExecutor;
import dev.offload.cluster.grid.Ports;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A cluster whose nodes are JVMs of their own, and executors that use it. */
final class Ring implements AutoCloseable {
  private static final int PLACES = 3;

  private final Path directory;
  private final Duration failureDetection;
  private final int port = Ports.free();
  private final String addresses = IntStream.range(0, PLACES).mapToObj(place -> "127.0.0.1:" + (port + place))
      .collect(Collectors.joining(","));
  private final Map<Integer, NodeJvm> nodes = new TreeMap<>();

  Ring(Path directory, Duration failureDetection) {
    this.directory = directory;
    this.failureDetection = failureDetection;
  }

  Duration failureDetection() {
    return failureDetection;
  }

  /** The node in this place, 0 to 2, which is started if there is none; wait for it by {@link NodeJvm#awaitLine}. */
  NodeJvm launch(int place, int slots, String backend) {
    NodeJvm known = nodes.get(place);
    if (known != null && known.isAlive()) {
      return known;
    }
    String name = "ring-" + "abc".charAt(place);
    NodeJvm node = NodeJvm.start(name, directory, NodeProgram.class, List.of(), List.of(name, Integer.toString(port + place),
        Integer.toString(port + 1_000), addresses, Integer.toString(slots), backend, failureDetection.toString()));
    nodes.put(place, node);
    return node;
  }

  /** As {@link #launch} of one that runs tasks on threads, when it is up. */
  NodeJvm start(int place, int slots) {
    return launch(place, slots, "threads").awaitLine(NodeProgram.UP);
  }

  /** Lets none be there in this place. */
  void clear(int place) {
    NodeJvm known = nodes.remove(place);
    if (known != null) {
      known.close();
    }
  }

  /** The node that has this process id. */
  NodeJvm node(long pid) {
    return nodes.values().stream().filter(node -> node.pid() == pid).findFirst().orElseThrow();
  }

  ExecutorConfig config() {
    return ExecutorConfig.defaults().withBackend(ClusterProvider.NAME)
        .withOption("cluster.addresses", addresses)
        .withOption("cluster.communicationPort", Integer.toString(port + 1_000))
        .withOption("cluster.failureDetection", failureDetection.toMillis() + "ms");
  }

  /** Of a program that has the first place itself. */
  ExecutorConfig configOfFirst() {
    return ExecutorConfig.defaults().withBackend(ClusterProvider.NAME)
        .withOption("cluster.port", Integer.toString(port))
        .withOption("cluster.communicationPort", Integer.toString(port + 1_000));
  }

  TaskExecutor open(UnaryOperator<ExecutorConfigBuilder> change) {
    return TaskExecutor.open(change.apply(config().toBuilder()).build());
  }

  /** As {@link #open(int)}, of a program that is connected to the node in this place as long as that is there. */
  TaskExecutor openBy(int place, int workers) {
    return open(settings -> settings.workers(workers).option("cluster.addresses", "127.0.0.1:" + (port + place)));
  }

  TaskExecutor open(int workers) {
    return open(settings -> settings.workers(workers));
  }

  @Override
  public void close() {
    nodes.values().forEach(NodeJvm::close);
  }
}
