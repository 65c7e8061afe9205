package dev.offload.cluster;

import dev.offload.cluster.wire.Message;
import dev.offload.cluster.wire.MessageType;
import dev.offload.codec.world.ClassWorld;
import java.time.Duration;
import java.util.HashSet;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.apache.ignite.cluster.ClusterNode;
import org.apache.ignite.lang.IgniteFuture;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How one worker comes to a session: it asks a node for one, and as long as it waits there for a slot it asks others too, one after
 * another, also such as join meanwhile. Where the cluster itself is lost and expected back, it waits for that. Any thread.
 */
final class Lodging {
  private static final Logger LOGGER = LoggerFactory.getLogger(Lodging.class);
  private static final Duration LOOK = Duration.ofMillis(100);
  private static final Duration MOVE = Duration.ofSeconds(2);
  private static final Duration GIVE_UP = Duration.ofSeconds(1);

  private final int worker;
  private final ClusterExecutor executor;
  private final Consumer<Message> told;
  private final BooleanSupplier isAtWork;
  private final Consumer<Ending> onEnd;

  // Guarded by this.
  private final Set<UUID> avoided = new HashSet<>();
  /** Since when there is a cluster to look for a node in. */
  private long searchNanos = System.nanoTime();
  private @Nullable Place place;
  private boolean isAccepted;
  private boolean isMoving;
  private boolean isLeaving;

  /** {@code told} gets what the session says, {@code onEnd} how it ended, once; {@code isAtWork} tells whether that is amidst a task. */
  Lodging(int worker, ClusterExecutor executor, Consumer<Message> told, BooleanSupplier isAtWork, Consumer<Ending> onEnd) {
    this.isAtWork = isAtWork;
    this.worker = worker;
    this.executor = executor;
    this.told = told;
    this.onEnd = onEnd;
  }

  /** Looks for a node, and asks it for a session. */
  void find() {
    try {
      tryFind();
    } catch (Throwable e) {
      onFindFailure(e);
    }
  }

  private void onFindFailure(Throwable failure) {
    Ending ending = Ending.of(failure, "the cluster");
    if (waitsFor(ending)) {
      synchronized (this) {
        searchNanos = System.nanoTime();
      }
      findLater();
    } else if (ending.isForWantOfNode()) {
      // The node left just when it was asked.
      findLater();
    } else {
      onEnd.accept(ending);
    }
  }

  /** Tells whether what was lost is expected to be back. */
  private boolean waitsFor(Ending ending) {
    return ending.isOfCluster() && executor.isExpectedBack();
  }

  private void tryFind() {
    Set<UUID> not;
    long since;
    synchronized (this) {
      if (isLeaving) {
        onEnd.accept(Ending.of("it was told to stop"));
        return;
      }
      not = Set.copyOf(avoided);
      since = searchNanos;
    }
    // Ahead of the choice: a node that joins after it makes way for the session.
    long topology = executor.ignite().cluster().topologyVersion();
    Optional<ClusterNode> node = executor.placement().take(not);
    if (node.isPresent()) {
      ask(node.get(), topology);
    } else if (System.nanoTime() - since > executor.options().startTimeout().toNanos()) {
      onEnd.accept(Ending.of("there is no node with nodeBackend " + executor.options().nodeBackend() + " in the cluster"));
    } else {
      findLater();
    }
  }

  private void findLater() {
    executor.later(LOOK, this::findAside);
  }

  /** The thread of alarms must not be blocked. */
  private void findAside() {
    executor.thread("place-" + worker, this::find).start();
  }

  private void ask(ClusterNode node, long topology) {
    Place asked = new Place(
        executor.ignite(), node, executor.newSession(node, topology, worker, this::hear), executor.worlds().home().loader());
    synchronized (this) {
      // Ahead of the asking: it may have said that it is ready when that returns.
      place = asked;
    }
    IgniteFuture<byte[]> end;
    try {
      end = asked.ask();
    } catch (RuntimeException | Error e) {
      executor.forget(asked.session(), false);
      executor.placement().giveBack(node);
      forget(asked);
      throw e;
    }
    end.listen(done -> onPlaceEnd(asked, done));
    if (isGivenUp()) {
      giveUp(asked);
    }
    executor.later(MOVE, () -> moveIfNeedBe(asked));
  }

  private synchronized void forget(Place ended) {
    if (place == ended) {
      place = null;
      isMoving = false;
      isAccepted = false;
    }
  }

  private synchronized boolean isGivenUp() {
    return isLeaving;
  }

  private void moveIfNeedBe(Place asked) {
    synchronized (this) {
      if (place != asked || isAccepted || isLeaving) {
        return;
      }
      avoided.add(asked.node().id());
      isMoving = executor.placement().hasRoomBeside(avoided);
      if (!isMoving) {
        // All are full: those that were asked before may have room by the time they are asked again.
        avoided.clear();
        executor.later(MOVE, () -> moveIfNeedBe(asked));
        return;
      }
    }
    cancelAside(asked);
  }

  private void hear(Message message) {
    synchronized (this) {
      if (place == null || place.session() != message.session() || isMoving) {
        return;
      }
      // Whatever it says first: messages overtake each other.
      isAccepted = true;
    }
    if (message.type() != MessageType.ACCEPTED) {
      told.accept(message);
    }
  }

  private void onPlaceEnd(Place ended, IgniteFuture<byte[]> done) {
    executor.forget(ended.session(), isAtWork.getAsBoolean());
    executor.placement().giveBack(ended.node());
    Ending ending = Ending.of(ended, done);
    boolean findAnother;
    boolean findAtOnce;
    synchronized (this) {
      boolean isThere = !ending.isOfCluster() || waitsFor(ending);
      findAtOnce = isMoving;
      findAnother = !isLeaving && isThere && (isMoving || !isAccepted && (ending.isOfCluster() || ending.isForWantOfNode()));
      if (findAnother) {
        avoided.add(ended.node().id());
        forget(ended);
      }
    }
    if (findAnother && findAtOnce) {
      findAside();
    } else if (findAnother) {
      // One that cannot be reached is among those that can be asked until it is known to be gone.
      findLater();
    } else {
      onEnd.accept(ending);
    }
  }

  /** Gives the session back, or gives up waiting for one. */
  void leave() {
    Place left;
    boolean accepted;
    synchronized (this) {
      isLeaving = true;
      left = place;
      accepted = isAccepted;
    }
    if (left == null) {
      // Who looks for one finds out.
    } else if (accepted) {
      executor.trySend(left, Message.of(MessageType.STOP, left.session(), 0));
    } else {
      giveUp(left);
    }
  }

  /** The node ends it, however far it is, so that nothing is left there when it has ended here; unless the node does not answer. */
  private void giveUp(Place left) {
    left.tellGivenUp();
    executor.later(GIVE_UP, () -> {
      if (!left.isEnded()) {
        cancelAside(left);
      }
    });
  }

  /** Wants nothing more of a session that cannot be spoken to. Aside, as it may take time to find that out. */
  void abandon() {
    Place left;
    synchronized (this) {
      isLeaving = true;
      left = place;
    }
    if (left != null && !left.isEnded()) {
      cancelAside(left);
    }
  }

  private void cancelAside(Place left) {
    executor.thread("place-" + worker, () -> tryCancel(left)).start();
  }

  private static void tryCancel(Place left) {
    try {
      left.cancel();
    } catch (RuntimeException e) {
      LOGGER.debug("a session was not cancelled", e);
    }
  }

  void send(Message message) {
    there().send(message);
  }

  /** Says what is of no use to a session that has ended, or of which there is none. */
  void tell(MessageType type, long task) {
    Place now;
    synchronized (this) {
      now = place;
    }
    if (now != null) {
      executor.trySend(now, Message.of(type, now.session(), task));
    }
  }

  void teach(ClassWorld world, Runnable next, Consumer<RuntimeException> failed) {
    there().teach(world, next, failed);
  }

  long session() {
    return there().session();
  }

  /** Tells whether the node is still there, as far as is known. */
  boolean isThere() {
    Place now = there();
    return !now.isEnded() && executor.placement().isThere(now.node());
  }

  synchronized String nodeName() {
    return place == null ? "no node" : place.nodeName();
  }

  private synchronized Place there() {
    return Objects.requireNonNull(place, "nobody speaks to a session that there is not");
  }
}
