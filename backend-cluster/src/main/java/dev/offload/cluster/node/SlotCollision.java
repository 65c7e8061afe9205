package dev.offload.cluster.node;

import java.util.Collection;
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

  // Guarded by this.
  private long joined;
  private int roomElsewhere;

  private volatile @Nullable CollisionExternalListener listener;

  /** One for a node of so many slots; {@code hasRoomForOwn} lets those sessions begin besides that the node asks itself for. */
  public SlotCollision(int slots, boolean hasRoomForOwn) {
    this.slots = slots;
    this.hasRoomForOwn = hasRoomForOwn;
  }

  /** Lets no session begin any more, and sends those away that wait. */
  void drain() {
    draining = true;
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

  /** A node has joined, which makes a topology of that version, and has room for so many sessions. */
  synchronized void addRoomElsewhere(int room, long topology) {
    roomElsewhere += room;
    joined = topology;
  }

  /** Takes a slot on a node that has joined, for a session whose own node was chosen by that topology: not if it knew of the joined one. */
  synchronized boolean tryTakeRoomElsewhere(long topology) {
    if (roomElsewhere == 0 || topology >= joined) {
      return false;
    }
    roomElsewhere--;
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
