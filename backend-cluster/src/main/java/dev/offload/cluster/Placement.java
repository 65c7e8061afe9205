package dev.offload.cluster;

import dev.offload.cluster.node.ServerNode;
import dev.offload.cluster.node.Sessions;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.apache.ignite.Ignite;
import org.apache.ignite.IgniteException;
import org.apache.ignite.cluster.ClusterNode;

/**
 * Where an executor's workers go: to the node where most of the slots are free of them. Of those of other executors it knows nothing, but
 * for those that are in this JVM.
 */
final class Placement {
  private static final double ALMOST_ALL = Math.nextDown(1.0);

  private final Ignite ignite;
  private final String backend;
  private final boolean hasRoomHere;

  // Guarded by this.
  private final Map<UUID, Integer> taken = new HashMap<>();

  /** {@code hasRoomHere} says that this JVM has a node which takes any number of its own workers. */
  Placement(Ignite ignite, String backend, boolean hasRoomHere) {
    this.ignite = ignite;
    this.backend = backend;
    this.hasRoomHere = hasRoomHere;
  }

  /** Takes a place, on another node than these if that can be; empty if there is no node at all. Give it back. */
  synchronized Optional<ClusterNode> take(Collection<UUID> avoided) {
    Optional<ClusterNode> best = best(avoided).or(() -> best(List.of()));
    best.ifPresent(node -> taken.merge(node.id(), 1, Integer::sum));
    return best;
  }

  /** Tells whether a worker that waits for a slot could have one elsewhere. */
  synchronized boolean hasRoomBeside(Collection<UUID> avoided) {
    try {
      return best(avoided).filter(node -> share(node) < 1).isPresent();
    } catch (IgniteException | IllegalStateException e) {
      // There is no cluster.
      return false;
    }
  }

  /** Tells whether a node is there, as far as is known. */
  boolean isThere(ClusterNode node) {
    try {
      return ignite.cluster().node(node.id()) != null;
    } catch (IgniteException | IllegalStateException e) {
      // There is no cluster.
      return false;
    }
  }

  synchronized void giveBack(ClusterNode node) {
    taken.computeIfPresent(node.id(), (id, count) -> count == 1 ? null : count - 1);
  }

  private Optional<ClusterNode> best(Collection<UUID> avoided) {
    return ignite.cluster().forServers().nodes().stream()
        .filter(node -> ServerNode.slotsOf(node, backend) > 0 && !avoided.contains(node.id()))
        .min(Comparator.comparingDouble(this::share));
  }

  /** Which part of a node's slots is taken, by one worker more than now at most; never all where there is room for any number. */
  private double share(ClusterNode node) {
    int mine = taken.getOrDefault(node.id(), 0);
    int slots = ServerNode.slotsOf(node, backend);
    return hasRoomHere && node.isLocal()
        ? Math.min(ALMOST_ALL, (double) Math.max(mine, Sessions.countOn(ignite)) / slots)
        : (double) mine / slots;
  }
}
