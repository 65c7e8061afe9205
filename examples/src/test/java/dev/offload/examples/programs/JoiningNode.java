package dev.offload.examples.programs;

import dev.offload.cluster.grid.Grid;
import dev.offload.cluster.grid.GridSettings;
import dev.offload.cluster.node.ServerNode;
import java.io.IOException;
import java.time.Duration;
import java.util.List;

/** A program that joins a cluster with two slots, says so, and leaves it when its standard input ends. */
final class JoiningNode {
  /** The line that it prints before it looks for the cluster. */
  static final String LOOKING = "looking for the cluster";

  private JoiningNode() {}

  public static void main(String[] arguments) throws IOException {
    System.out.println(LOOKING);
    GridSettings.Builder settings = GridSettings.server("joined").addresses(List.of(arguments[0])).joinTimeout(Duration.ofSeconds(90));
    try (Grid node = ServerNode.start(settings, 2, "threads")) {
      System.out.println(node.ignite().name());
      while (System.in.read() >= 0) {
        // Nobody has anything to say.
      }
    }
  }
}
