package dev.offload.cluster.node;

import dev.offload.TaskTransferException;
import dev.offload.cluster.wire.Message;
import dev.offload.cluster.wire.SessionOrder;
import dev.offload.cluster.wire.Topics;
import dev.offload.codec.Codec;
import dev.offload.codec.CodecOptions;
import dev.offload.spi.shared.Relay;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.ignite.Ignite;
import org.apache.ignite.IgniteException;
import org.apache.ignite.IgniteMessaging;
import org.apache.ignite.cluster.ClusterNode;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What one node has of one executor as long as that has sessions on it: its class loaders, and the way to it. Any thread. */
final class Guest {
  private static final Logger LOGGER = LoggerFactory.getLogger(Guest.class);
  private static final Map<Key, Guest> PRESENT = new ConcurrentHashMap<>();

  private final Key key;
  private final Ignite ignite;
  private final String clientName;
  private final IgniteMessaging client;
  private final String topic;
  private final CodecOptions options;
  private final Map<Integer, World> worlds = new ConcurrentHashMap<>();
  private final Askers askers;
  private final Lookout lookout = new Lookout();
  private @Nullable NodeDoor door;

  // Guarded by the map.
  private int sessions;

  /** By the client too: one that has lost the cluster and is back is another one, which sessions of the former do not reach. */
  private record Key(UUID node, UUID executor, UUID client, long stay) {}

  /** A class loader of the executor's, as it is here. */
  record World(ClassLoader loader, Codec codec) {}

  private Guest(Key key, Ignite ignite, SessionOrder first) {
    this.key = key;
    this.ignite = ignite;
    this.client = ignite.message(ignite.cluster().forNodeId(key.client()));
    this.clientName = nameOf(ignite.cluster().node(key.client()), key.client());
    this.topic = Topics.ofExecutor(key.executor());
    this.options = CodecOptions.of(first.maxMessageBytes(), first.allowedClasses());
    this.askers = new Askers(ignite, key.executor(), first.sharedKey(), this::trySend);
  }

  private void openOrClose(SessionOrder first) {
    try {
      open(first);
    } catch (RuntimeException | Error e) {
      close();
      throw e;
    }
  }

  private void open(SessionOrder first) {
    askers.open();
    lookout.start();
    if (first.isOnThreads()) {
      door = NodeDoor.open(this, askers.relayOf(0), first.maxMessageBytes());
    }
  }

  private void close() {
    if (door != null) {
      door.close();
    }
    lookout.close();
    askers.close();
  }

  /** Comes with a session, and stays until {@link #leave} was called for each. The thread's context class loader is the executor's. */
  static Guest enter(Ignite ignite, UUID client, SessionOrder order) {
    Key key = new Key(ignite.cluster().localNode().id(), order.executor(), client, order.stay());
    ClassLoader home = Thread.currentThread().getContextClassLoader();
    return PRESENT.compute(key, (same, known) -> {
      Guest guest = known == null ? new Guest(key, ignite, order) : known;
      guest.learn(0, home);
      if (known == null) {
        guest.openOrClose(order);
      }
      guest.sessions++;
      return guest;
    });
  }

  /** From now on tasks of that class loader can come, if the executor has a session here. */
  static void learn(Ignite ignite, UUID client, WorldOrder order, ClassLoader loader) {
    Guest guest = PRESENT.get(new Key(ignite.cluster().localNode().id(), order.executor(), client, order.stay()));
    if (guest != null) {
      guest.learn(order.world(), loader);
    }
  }

  private static String nameOf(@Nullable ClusterNode client, UUID id) {
    return client == null ? id.toString() : client.consistentId() + " " + client.addresses();
  }

  /** A session has ended. */
  void leave() {
    PRESENT.compute(key, (same, known) -> {
      sessions--;
      if (sessions > 0) {
        return this;
      }
      close();
      return null;
    });
  }

  /** The way to the executor's shared objects, for the JVMs of a session. */
  Relay relayOf(long session) {
    return askers.relayOf(session);
  }

  Lookout lookout() {
    return lookout;
  }

  /** Tells whether the executor is in the program that has this node. */
  boolean isOwn() {
    return key.client().equals(key.node());
  }

  /** The id of the node that this is on. */
  UUID node() {
    return key.node();
  }

  Ignite ignite() {
    return ignite;
  }

  /** Whose executor it is, for people. */
  String clientName() {
    return clientName;
  }

  /**
   * The class loader of this number.
   *
   * @throws TaskTransferException if nothing is known of it
   */
  World world(int number) {
    World world = worlds.get(number);
    if (world == null) {
      throw new TaskTransferException("The task cannot be decoded: the node does not know its class loader " + number, null);
    }
    return world;
  }

  /** The class loader of this number or, if nothing is known of it, that of the executor. */
  World anyWorld(int number) {
    return worlds.getOrDefault(number, worlds.get(0));
  }

  /** Says something to the executor; false if it cannot be reached. */
  boolean trySend(Message message) {
    byte[] bytes = message.toBytes();
    try {
      client.send(topic, bytes);
      return true;
    } catch (IgniteException | IllegalStateException e) {
      LOGGER.debug("a message of type {} did not reach its executor", message.type(), e);
      return false;
    }
  }

  private void learn(int number, ClassLoader loader) {
    worlds.computeIfAbsent(number, missing -> new World(loader, new Codec(options, loader)));
  }
}
