package dev.offload.cluster.node;

import java.util.Collection;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentNavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
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
  /** Slots of nodes that have joined, by the topology that each join has made, less those that a session was sent away for. */
  private final ConcurrentNavigableMap<Long, Room> roomElsewhere = new ConcurrentSkipListMap<>();
  private volatile boolean draining;
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

  /** Decides again about the jobs that wait. */
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

  int count() {
    return slots;
  }

  private record Room(UUID node, int slots) {}

  /** Adds the slots of a node whose join has made that version of the topology. */
  void joined(UUID node, int count, long topology) {
    if (count > 0) {
      roomElsewhere.put(topology, new Room(node, count));
    }
  }

  /** Drops the slots of a node. */
  void left(UUID node) {
    roomElsewhere.values().removeIf(room -> room.node().equals(node));
  }

  boolean hasRoomElsewhere() {
    return !roomElsewhere.isEmpty();
  }

  /** Takes a slot of a node that joined after that version of the topology. For one thread at a time. */
  boolean tryTakeRoomElsewhere(long topology) {
    Map.Entry<Long, Room> later = roomElsewhere.higherEntry(topology);
    if (later == null) {
      return false;
    }
    // Nothing if the node leaves in this moment.
    roomElsewhere.computeIfPresent(later.getKey(),
        (join, room) -> room.slots() == 1 ? null : new Room(room.node(), room.slots() - 1));
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
      } else if (draining) {
        waiting.cancel();
      } else if (((SessionJob) waiting.getJob()).isGivenUp()) {
        // It ends before it begins, and so needs no slot.
        waiting.activate();
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
