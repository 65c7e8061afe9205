package dev.offload.cluster;

import dev.offload.cluster.node.DeployedTask;
import dev.offload.cluster.node.WorldOrder;
import dev.offload.cluster.wire.Message;
import dev.offload.cluster.wire.SessionOrder;
import dev.offload.cluster.wire.Topics;
import dev.offload.cluster.wire.WireCodec;
import dev.offload.codec.world.ClassWorld;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.apache.ignite.Ignite;
import org.apache.ignite.IgniteException;
import org.apache.ignite.IgniteMessaging;
import org.apache.ignite.cluster.ClusterNode;
import org.apache.ignite.lang.IgniteFuture;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A session on a node, from here. Any thread. */
final class Place {
  private static final Logger LOGGER = LoggerFactory.getLogger(Place.class);

  private final Ignite ignite;
  private final ClusterNode node;
  private final SessionOrder order;
  private final IgniteMessaging messages;
  private final String topic;
  private final Map<Integer, IgniteFuture<byte[]>> worlds = new ConcurrentHashMap<>();
  private final ClassLoader home;
  private volatile @Nullable IgniteFuture<byte[]> end;

  /** One that is not asked for yet. {@code home} is the class loader of the executor. */
  Place(Ignite ignite, ClusterNode node, SessionOrder order, ClassLoader home) {
    this.ignite = ignite;
    this.node = node;
    this.order = order;
    this.messages = ignite.message(ignite.cluster().forNode(node));
    this.topic = Topics.ofSession(order.executor(), order.session());
    this.home = home;
  }

  /** Asks the node for it. It may say something before this returns, with the future of how it ends. */
  IgniteFuture<byte[]> ask() {
    IgniteFuture<byte[]> asked = run(DeployedTask.ofSession(WireCodec.toBytes(order), home));
    end = asked;
    return asked;
  }

  /**
   * Wants it no more, if it was asked for. The node is told besides: the engine forgets the cancellation of a job that is just being
   * activated, and the session would last as long as this client.
   */
  void cancel() {
    IgniteFuture<byte[]> asked = end;
    if (asked != null) {
      tellGivenUp();
      asked.cancel();
    }
  }

  void tellGivenUp() {
    try {
      messages.send(Topics.GIVEN_UP, topic);
    } catch (IgniteException | IllegalStateException e) {
      // The node is gone, or this one, and the session with it.
      LOGGER.debug("session {} was not given up", topic, e);
    }
  }

  /** Tells whether it is known to be no more. */
  boolean isEnded() {
    IgniteFuture<byte[]> asked = end;
    return asked != null && asked.isDone();
  }

  ClusterNode node() {
    return node;
  }

  long session() {
    return order.session();
  }

  /** How messages call it: {@code node db-7 (127.0.0.1)}. */
  String nodeName() {
    return "node " + node.consistentId() + " " + node.addresses();
  }

  /** Sends a message. */
  void send(Message message) {
    messages.send(topic, message.toBytes());
  }

  /** Calls {@code next} when the node knows the class loader, or {@code failed} if that cannot be. */
  void teach(ClassWorld world, Runnable next, Consumer<RuntimeException> failed) {
    if (world.id() == ClassWorld.HOME) {
      next.run();
      return;
    }
    IgniteFuture<byte[]> taught = worlds.computeIfAbsent(world.id(), missing ->
        run(DeployedTask.ofWorld(WireCodec.toBytes(new WorldOrder(order.executor(), order.stay(), world.id())), world.loader())));
    taught.listen(done -> {
      try {
        done.get();
      } catch (RuntimeException e) {
        failed.accept(e);
        return;
      }
      next.run();
    });
  }

  private IgniteFuture<byte[]> run(DeployedTask task) {
    return ignite.compute(ignite.cluster().forNode(node)).executeAsync(task, null);
  }
}
