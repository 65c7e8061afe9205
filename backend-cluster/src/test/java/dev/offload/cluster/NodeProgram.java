package dev.offload.cluster;

import dev.offload.cluster.grid.Grid;
import dev.offload.cluster.grid.GridSettings;
import dev.offload.cluster.node.ServerNode;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.apache.ignite.IgniteState;
import org.apache.ignite.Ignition;

/** A server node. It stops when its standard input ends, and with an exit code of its own if the cluster has gone on without it. */
final class NodeProgram {
  static final String UP = "up";
  static final int SHUT_OUT = 3;

  private NodeProgram() {}

  /** Name, port, port for messages, addresses, slots, backend, failure detection. */
  public static void main(String[] arguments) throws IOException {
    GridSettings.Builder settings = GridSettings.server(arguments[0])
        .ports(Integer.parseInt(arguments[1]), 0)
        .communicationPort(Integer.parseInt(arguments[2]))
        .addresses(List.of(arguments[3].split(",")))
        .failureDetection(Duration.parse(arguments[6]));
    Ignition.addListener((name, state) -> {
      if (state == IgniteState.STOPPED_ON_SEGMENTATION) {
        Runtime.getRuntime().halt(SHUT_OUT);
      }
    });
    try (Grid node = ServerNode.start(settings, Integer.parseInt(arguments[4]), arguments[5])) {
      System.out.println(UP + " " + node.ignite().cluster().nodes().size());
      while (System.in.read() >= 0) {
        // Nobody says anything.
      }
    }
  }
}
