package dev.offload.cluster;

import dev.offload.cluster.wire.Message;
import dev.offload.cluster.wire.SharedHead;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.UUID;
import java.util.function.Predicate;

/**
 * Where questions to shared objects come in, a desk for each who asks: a node that runs tasks on threads, or a JVM that a session has on
 * its node. Whoever asks is known by its node or session, and is gone with that. Any thread.
 */
final class SharedDesks {
  private final ClusterExecutor executor;

  // Guarded by this.
  private final Map<Long, SharedDesk> byAsker = new HashMap<>();
  private final Map<Long, UUID> nodeOfSession = new HashMap<>();
  private final Map<UUID, Boolean> atWorkOnNode = new HashMap<>();
  private final Map<UUID, Long> stays = new HashMap<>();

  SharedDesks(ClusterExecutor executor) {
    this.executor = executor;
  }

  /**
   * From now on a session may ask, and its node.
   *
   * @return how many times the node has been left: whoever asks of a later stay is another one
   */
  synchronized long enter(UUID node, long session) {
    nodeOfSession.put(session, node);
    return stays.getOrDefault(node, 0L);
  }

  /** A session has ended, amidst a task or not. */
  synchronized void leave(long session, boolean atWork) {
    UUID node = nodeOfSession.remove(session);
    if (node == null) {
      return;
    }
    boolean worked = atWorkOnNode.merge(node, atWork, Boolean::logicalOr);
    leave(desk -> desk.session() == session, atWork);
    if (!nodeOfSession.containsValue(node)) {
      atWorkOnNode.remove(node);
      stays.merge(node, 1L, Long::sum);
      leave(desk -> desk.node().equals(node), worked);
    }
  }

  private void leave(Predicate<SharedDesk> which, boolean atWork) {
    for (Iterator<SharedDesk> desks = byAsker.values().iterator(); desks.hasNext();) {
      SharedDesk desk = desks.next();
      if (which.test(desk)) {
        desks.remove();
        desk.leave(atWork);
      }
    }
  }

  /** Takes what somebody says; from who is gone that comes too late. */
  void hear(UUID node, Message message) {
    SharedHead head = SharedHead.from(message.head());
    SharedDesk desk;
    synchronized (this) {
      boolean known = message.session() == 0
          ? nodeOfSession.containsValue(node)
          : node.equals(nodeOfSession.get(message.session()));
      if (!known) {
        return;
      }
      desk = byAsker.computeIfAbsent(head.asker(), asker -> new SharedDesk(executor, node, message.session(), asker));
    }
    desk.hear(message, head);
  }
}
