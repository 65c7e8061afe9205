package dev.offload.cluster.node;

import dev.offload.cluster.grid.Grid;
import dev.offload.cluster.grid.GridSettings;
import java.util.Map;
import org.apache.ignite.cluster.ClusterNode;

/** A node that runs tasks, and what others can read of it. */
public final class ServerNode {
  private static final int LEAST_HEAP_MB = 64;
  private static final String SLOTS = "offload.slots";
  private static final String BACKEND = "offload.backend";

  private ServerNode() {}

  /**
   * Starts one.
   *
   * @param slots how many workers it has room for
   * @param backend what runs its tasks
   * @throws dev.offload.BrokenExecutorException as {@link Grid#start}
   */
  public static Grid start(GridSettings.Builder settings, int slots, String backend) {
    GridSettings all = settings.attributes(Map.of(SLOTS, Integer.toString(slots), BACKEND, backend)).build();
    return Grid.start(all, configuration -> configuration.setCollisionSpi(new SlotCollision(slots)));
  }

  /** How many workers a node has room for; 0 if it runs no tasks in this way. */
  public static int slotsOf(ClusterNode node, String backend) {
    String slots = node.attribute(SLOTS);
    return slots == null || !backend.equals(node.attribute(BACKEND)) ? 0 : Integer.parseInt(slots);
  }

  /** How much heap a child JVM in one of this node's slots gets where its executor does not say: they share what the node has itself. */
  static int heapShareMb(ClusterNode here, String backend) {
    long wholeMb = Runtime.getRuntime().maxMemory() >> 20;
    return (int) Math.max(LEAST_HEAP_MB, wholeMb / Math.max(1, slotsOf(here, backend)));
  }
}
