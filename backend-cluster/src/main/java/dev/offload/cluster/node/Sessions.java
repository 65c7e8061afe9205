package dev.offload.cluster.node;

import com.google.common.cache.Cache;
import com.google.common.cache.CacheBuilder;
import dev.offload.cluster.wire.SessionEnd;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.ignite.Ignite;
import org.apache.ignite.spi.collision.CollisionSpi;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The sessions on nodes of this JVM. */
public final class Sessions {
  private static final Logger LOGGER = LoggerFactory.getLogger(Sessions.class);
  private static final Map<UUID, Set<Session>> BY_NODE = new ConcurrentHashMap<>();
  private static final long LOOK_MILLIS = 10;
  /** Topics of sessions that were given up, the latest of them: one may begin after that. */
  private static final Cache<String, Boolean> GIVEN_UP = CacheBuilder.newBuilder().maximumSize(10_000).build();

  private Sessions() {}

  static void opened(Ignite node, Session session) {
    BY_NODE.computeIfAbsent(node.cluster().localNode().id(), id -> ConcurrentHashMap.newKeySet()).add(session);
    LOGGER.debug("{}, begins", session);
    if (isGivenUp(session.topic())) {
      endGivenUp(session);
      return;
    }
    if (node.configuration().getCollisionSpi() instanceof SlotCollision slots) {
      if (slots.isDraining()) {
        session.retire();
      } else if (slots.hasRoomElsewhere()) {
        // A node may have joined since this one was chosen. Aside, as it is about other sessions too.
        node.scheduler().runLocal(() -> makeWay(node, slots));
      }
    }
  }

  /** Ends a session that nobody wants any more, now or when it begins. */
  static void giveUp(String topic) {
    // In this order, as a session that begins is listed before it looks here: one of both finds the other.
    GIVEN_UP.put(topic, true);
    BY_NODE.values().stream().flatMap(Set::stream).filter(session -> session.topic().equals(topic)).forEach(Sessions::endGivenUp);
  }

  static boolean isGivenUp(String topic) {
    return GIVEN_UP.getIfPresent(topic) != null;
  }

  private static void endGivenUp(Session session) {
    session.end(SessionEnd.GIVEN_UP);
  }

  /** Also where the node has stopped meanwhile. */
  static void closed(UUID node, Session session) {
    LOGGER.debug("{}, has ended", session);
    BY_NODE.computeIfPresent(node, (id, sessions) -> {
      sessions.remove(session);
      return sessions.isEmpty() ? null : sessions;
    });
  }

  /**
   * Sends away those of the program itself that are beyond the slots, after the task that each has, and no more than fit on nodes that have
   * joined since their own was chosen. Called for each node that joins and each session that begins: one of both finds the other.
   */
  static void makeWay(Ignite node, SlotCollision slots) {
    // One at a time: two would count the same sessions. Who holds the monitor of a session never waits here.
    synchronized (slots) {
      List<Session> staying = BY_NODE.getOrDefault(node.cluster().localNode().id(), Set.of()).stream()
          .filter(session -> !session.isRetired())
          .toList();
      int beyond = staying.size() - slots.count();
      for (Session session : staying) {
        if (beyond > 0 && session.guest().isOwn() && slots.tryTakeRoomElsewhere(session.order().topology())) {
          session.retire();
          beyond--;
        }
      }
    }
  }

  /** How many there are on a node. */
  public static int countOn(Ignite node) {
    Set<Session> sessions = BY_NODE.get(node.cluster().localNode().id());
    return sessions == null ? 0 : sessions.size();
  }

  /**
   * Takes no sessions any more, and waits until those that are there have ended, each after the task that it has.
   *
   * @return false if the time was not enough for that
   */
  public static boolean drain(Ignite node, Duration patience) throws InterruptedException {
    CollisionSpi collisions = node.configuration().getCollisionSpi();
    ((SlotCollision) collisions).drain();
    Set<Session> present = BY_NODE.get(node.cluster().localNode().id());
    if (present != null) {
      present.forEach(Session::retire);
    }
    long end = System.nanoTime() + patience.toNanos();
    while (countOn(node) > 0 && System.nanoTime() < end) {
      Thread.sleep(LOOK_MILLIS);
    }
    return countOn(node) == 0;
  }
}
