package dev.offload.examples.programs;

import dev.offload.cluster.grid.Grid;
import dev.offload.cluster.grid.GridSettings;
import dev.offload.cluster.node.ServerNode;
import java.io.IOException;
import java.util.List;

/** A program that joins a cluster with two slots, says so, and leaves it when its standard input ends. */
final class JoiningNode {
  private JoiningNode() {}

  public static void main(String[] arguments) throws IOException {
    try (Grid node = ServerNode.start(GridSettings.server("joined").addresses(List.of(arguments[0])), 2, "threads")) {
      System.out.println(node.ignite().name());
      while (System.in.read() >= 0) {
        // Nobody has anything to say.
      }
    }
  }
}
