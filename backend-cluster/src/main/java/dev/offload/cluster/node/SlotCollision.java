package dev.offload.cluster.node;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.ignite.spi.IgniteSpiAdapter;
import org.apache.ignite.spi.IgniteSpiMultipleInstancesSupport;
import org.apache.ignite.spi.collision.CollisionContext;
import org.apache.ignite.spi.collision.CollisionExternalListener;
import org.apache.ignite.spi.collision.CollisionJobContext;
import org.apache.ignite.spi.collision.CollisionSpi;
import org.jspecify.annotations.Nullable;

/**
 * Lets as many sessions begin as the node has slots, in their order, and if it is to, all those besides that the node asks itself for; all
 * other jobs begin at once.
 */
@IgniteSpiMultipleInstancesSupport(true)
public final class SlotCollision extends IgniteSpiAdapter implements CollisionSpi {
  private final int slots;
  private final boolean hasRoomForOwn;
  private final AtomicInteger calls = new AtomicInteger();
  private volatile boolean draining;

  /** Slots on nodes that have joined, by the topology that each has made, less those that a session was sent away for. Guarded by this. */
  private final NavigableMap<Long, Room> roomElsewhere = new TreeMap<>();

  private volatile @Nullable CollisionExternalListener listener;

  /** One for a node of so many slots; {@code hasRoomForOwn} lets those sessions begin besides that the node asks itself for. */
  public SlotCollision(int slots, boolean hasRoomForOwn) {
    this.slots = slots;
    this.hasRoomForOwn = hasRoomForOwn;
  }

  /** Lets no session begin any more, and sends those away that wait. */
  void drain() {
    draining = true;
    decideAnew();
  }

  /** What waits is looked at again. */
  void decideAnew() {
    CollisionExternalListener told = listener;
    if (told != null) {
      told.onExternalCollision();
    }
  }

  boolean hasRoomForOwn() {
    return hasRoomForOwn;
  }

  boolean isDraining() {
    return draining;
  }

  private record Room(UUID node, int slots) {}

  /** A node has joined, which makes a topology of that version, and has so many slots. */
  synchronized void joined(UUID node, int count, long topology) {
    if (count > 0) {
      roomElsewhere.put(topology, new Room(node, count));
    }
  }

  synchronized void left(UUID node) {
    roomElsewhere.values().removeIf(room -> room.node().equals(node));
  }

  synchronized boolean hasRoomElsewhere() {
    return !roomElsewhere.isEmpty();
  }

  /** Of the sessions that stay here, own ones beyond the slots for which there is room on a node that joined after theirs was chosen. */
  synchronized List<Session> takeLeaving(Collection<Session> staying) {
    List<Session> leaving = new ArrayList<>();
    for (Session session : staying) {
      if (staying.size() - leaving.size() > slots && session.guest().isOwn() && tryTakeRoomElsewhere(session.order().topology())) {
        session.markRetired();
        leaving.add(session);
      }
    }
    return leaving;
  }

  /** Takes a slot of a node that joined after that topology. */
  synchronized boolean tryTakeRoomElsewhere(long topology) {
    Map.Entry<Long, Room> later = roomElsewhere.higherEntry(topology);
    if (later == null) {
      return false;
    }
    Room room = later.getValue();
    if (room.slots() == 1) {
      roomElsewhere.remove(later.getKey());
    } else {
      roomElsewhere.put(later.getKey(), new Room(room.node(), room.slots() - 1));
    }
    return true;
  }

  /** Called by several threads at once, of which one decides for all: two that count the same free slot would both give it away. */
  @Override
  public void onCollision(CollisionContext context) {
    if (calls.getAndIncrement() > 0) {
      return;
    }
    boolean done = false;
    try {
      int answered;
      do {
        answered = calls.get();
        activate(context);
      } while (calls.addAndGet(-answered) > 0);
      done = true;
    } finally {
      if (!done) {
        calls.set(0);
      }
    }
  }

  /** What is in the context is as it stands at each look, whoever was called with it. */
  private void activate(CollisionContext context) {
    long free = slots - sessionsAmong(context.activeJobs()) - sessionsAmong(context.heldJobs());
    for (CollisionJobContext waiting : context.waitingJobs()) {
      if (!isSession(waiting)) {
        waiting.activate();
      } else if (draining || ((SessionJob) waiting.getJob()).isGivenUp()) {
        waiting.cancel();
      } else if ((free > 0 || hasRoomForOwn && isOwn(waiting)) && waiting.activate()) {
        free--;
      }
    }
  }

  private static long sessionsAmong(Collection<CollisionJobContext> jobs) {
    return jobs.stream().filter(SlotCollision::isSession).count();
  }

  private static boolean isSession(CollisionJobContext context) {
    return context.getJob() instanceof SessionJob;
  }

  private boolean isOwn(CollisionJobContext context) {
    return context.getTaskSession().getTaskNodeId().equals(getLocalNode().id());
  }

  @Override
  public void setExternalCollisionListener(@Nullable CollisionExternalListener newListener) {
    listener = newListener;
  }

  @Override
  public void spiStart(@Nullable String gridName) {
    // There is nothing to start.
  }

  @Override
  public void spiStop() {
    // There is nothing to stop.
  }
}
