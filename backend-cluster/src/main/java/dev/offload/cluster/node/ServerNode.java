package dev.offload.cluster.node;

import dev.offload.cluster.grid.Grid;
import dev.offload.cluster.grid.GridSettings;
import dev.offload.cluster.wire.Topics;
import java.util.Map;
import java.util.OptionalInt;
import org.apache.ignite.Ignite;
import org.apache.ignite.cluster.ClusterNode;
import org.apache.ignite.events.DiscoveryEvent;
import org.apache.ignite.events.EventType;

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
    return start(settings, new SlotCollision(slots, false), slots, backend);
  }

  /**
   * Starts one in a program that is to run without any other, too. Without a number of slots it has room for all workers of the program, as
   * they have on any other backend, and for those of others as long as there are fewer than processors; where there are more, they make
   * way when a node joins.
   *
   * @throws dev.offload.BrokenExecutorException as {@link Grid#start}
   */
  public static Grid startEmbedded(GridSettings.Builder settings, OptionalInt slots, String backend) {
    int count = slots.orElse(Runtime.getRuntime().availableProcessors());
    SlotCollision collision = new SlotCollision(count, slots.isEmpty());
    Grid grid = start(settings, collision, count, backend);
    if (slots.isEmpty()) {
      grid.ignite().events().localListen(event -> {
        DiscoveryEvent change = (DiscoveryEvent) event;
        ClusterNode node = change.eventNode();
        if (change.type() == EventType.EVT_NODE_JOINED) {
          collision.joined(node.id(), slotsOf(node, backend), change.topologyVersion());
          // Aside: until this returns the node learns of no other one.
          grid.ignite().scheduler().runLocal(() -> Sessions.makeWay(grid.ignite(), collision));
        } else {
          collision.left(node.id());
        }
        return true;
      }, EventType.EVT_NODE_JOINED, EventType.EVT_NODE_LEFT, EventType.EVT_NODE_FAILED);
    }
    return grid;
  }

  private static Grid start(GridSettings.Builder settings, SlotCollision collision, int slots, String backend) {
    GridSettings all = settings.attributes(Map.of(SLOTS, Integer.toString(slots), BACKEND, backend)).build();
    Grid grid = Grid.start(all, configuration -> configuration.setCollisionSpi(collision));
    grid.ignite().message().localListen(Topics.GIVEN_UP, (client, session) -> {
      Sessions.giveUp((String) session);
      collision.decideAnew();
      return true;
    });
    return grid;
  }

  /** How many workers a node has room for; 0 if it runs no tasks in this way. */
  public static int slotsOf(ClusterNode node, String backend) {
    String slots = node.attribute(SLOTS);
    return slots == null || !backend.equals(node.attribute(BACKEND)) ? 0 : Integer.parseInt(slots);
  }

  /**
   * How much heap a child JVM in one of this node's slots gets where its executor does not say: they share what the node has itself. There
   * may be more of them than slots, up to {@code sharers}, if the node is the executor's own.
   */
  static int heapShareMb(Ignite here, int sharers) {
    boolean mayBeMore = ((SlotCollision) here.configuration().getCollisionSpi()).hasRoomForOwn();
    int slots = slotsOf(here.cluster().localNode(), "processes");
    long wholeMb = Runtime.getRuntime().maxMemory() >> 20;
    return (int) Math.max(LEAST_HEAP_MB, wholeMb / Math.max(1, mayBeMore ? Math.max(slots, sharers) : slots));
  }
}
