package dev.offload.cluster;

import com.google.common.base.Suppliers;
import dev.offload.Capability;
import dev.offload.ExecutorConfig;
import dev.offload.OutputLine;
import dev.offload.TaskExecutor;
import dev.offload.cluster.wire.Message;
import dev.offload.cluster.wire.SessionOrder;
import dev.offload.cluster.wire.Topics;
import dev.offload.codec.Codec;
import dev.offload.codec.CodecOptions;
import dev.offload.codec.Encoded;
import dev.offload.codec.PackedItems;
import dev.offload.codec.shared.SharedCodec;
import dev.offload.codec.world.ClassWorld;
import dev.offload.codec.world.ClassWorlds;
import dev.offload.codec.world.EncodedElements;
import dev.offload.spi.AbstractTaskExecutor;
import dev.offload.spi.Backends;
import dev.offload.spi.ChunkPayload;
import dev.offload.spi.TaskCall;
import dev.offload.spi.Worker;
import dev.offload.spi.shared.Items;
import dev.offload.spi.shared.SharedSpace;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.apache.ignite.Ignite;
import org.apache.ignite.cluster.ClusterNode;
import org.apache.ignite.lang.IgniteBiPredicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs tasks on the nodes of a cluster. What all its workers share is here: the way to the cluster, class loaders, what they are sent. */
final class ClusterExecutor extends AbstractTaskExecutor {
  private static final Logger LOGGER = LoggerFactory.getLogger(ClusterExecutor.class);

  private final ClusterOptions options;
  private final UUID id = UUID.randomUUID();
  private final Membership membership;
  private final Placement placement;
  private final ClassWorlds worlds;
  private final Encoded initializer;
  private final AtomicLong sessionsMade = new AtomicLong();
  private final Map<Long, Consumer<Message>> sessions = new ConcurrentHashMap<>();
  private final SharedDesks desks = new SharedDesks(this);
  private final Supplier<SharedCodec> sharedCodec;
  private final IgniteBiPredicate<UUID, byte[]> listener = this::hear;

  private ClusterExecutor(ExecutorConfig config, ClusterOptions options, Membership membership) {
    super(config, ClusterProvider.capabilitiesOn(options.nodeBackend()));
    this.options = options;
    this.membership = membership;
    this.placement = new Placement(membership.ignite(), options.nodeBackend(), options.hasRoomHere());
    CodecOptions codecs = CodecOptions.of(options.maxMessageBytes(), options.allowedClasses());
    this.worlds = new ClassWorlds(Backends.classLoader(), loader -> new Codec(codecs, loader));
    this.initializer = config.initializer()
        .map(action -> worlds.home().codec().encodeCall(new TaskCall.OfAction(action)))
        .orElse(Encoded.of(new byte[0]));
    this.sharedCodec = Suppliers.memoize(() -> new SharedCodec(options.maxMessageBytes(), worlds.home().codec()));
  }

  static TaskExecutor open(ExecutorConfig config, ClusterOptions options) {
    Membership membership = Membership.of(options);
    boolean opened = false;
    try {
      ClusterExecutor executor = new ClusterExecutor(config, options, membership);
      executor.ignite().message().localListen(Topics.ofExecutor(executor.id), executor.listener);
      executor.opened();
      opened = true;
      return executor;
    } finally {
      if (!opened) {
        membership.close();
      }
    }
  }

  ClusterOptions options() {
    return options;
  }

  UUID id() {
    return id;
  }

  Ignite ignite() {
    return membership.ignite();
  }

  Placement placement() {
    return placement;
  }

  ClassWorlds worlds() {
    return worlds;
  }

  SharedSpace space() {
    return sharedSpace();
  }

  SharedCodec sharedCodec() {
    return sharedCodec.get();
  }

  /** What a new session of a worker is to be; from now on {@code listener} gets what it says. */
  SessionOrder newSession(ClusterNode node, long topology, int worker, Consumer<Message> told) {
    long session = sessionsMade.incrementAndGet();
    sessions.put(session, told);
    long stay = desks.enter(node.id(), session);
    return new SessionOrder(id, session, stay, topology, worker, config().workers(), options.nodeBackend(), nodeOptions(), initializer,
        sharedKey(), options.nodeBackend().equals("processes"), options.maxMessageBytes(), options.allowedClasses());
  }

  /** That session has ended, amidst a task or not. */
  void forget(long session, boolean atWork) {
    sessions.remove(session);
    desks.leave(session, atWork);
  }

  Thread thread(String name, Runnable body) {
    return newThread(name, body);
  }

  void later(Duration delay, Runnable action) {
    schedule(delay, action);
  }

  /** Tells whether a cluster that was lost is waited for: not where this JVM's node has ended for good. */
  boolean isExpectedBack() {
    return options.reconnects() && !membership.isShutOut();
  }

  /** Tells whether what runs tasks on nodes can be ended. */
  boolean endsWorkers() {
    return capabilities().contains(Capability.STOPS_TASKS);
  }

  /** Sends a session a message. If it does not reach it, that has ended or is about to, and the word of it is on its way. */
  void trySend(Place session, Message message) {
    try {
      session.send(message);
    } catch (RuntimeException e) {
      LOGGER.debug("{} did not reach session {}", message.type(), message.session(), e);
    }
  }

  /** Passes on what a task printed. */
  void printed(OutputLine line) {
    config().outputListener().ifPresentOrElse(own -> own.onLine(line), () -> {
      String prefix = "[" + line.worker() + line.task().map(task -> " " + task).orElse("") + "] ";
      (line.stream() == OutputLine.Stream.STDOUT ? System.out : System.err).println(prefix + line.text());
    });
  }

  @Override
  protected Worker newWorker(int number) {
    return new ClusterWorker(number, this);
  }

  @Override
  protected Object encode(TaskCall<?> call) {
    ClassWorld world = worlds.of(call.code().getClass());
    return new Parcel(world, world.codec().encodeCall(call));
  }

  @Override
  protected @Nullable ChunkPayload newChunk(TaskCall<?> first) {
    // Of a child JVM that dies of one element the others would be lost too.
    return endsWorkers() ? null : EncodedElements.of(worlds.of(first.code().getClass()), first);
  }

  @Override
  protected Items sharedItems() {
    return new PackedItems(value -> worlds.of(value.getClass()).id(), number -> worlds.get(number).codec());
  }

  @Override
  protected void released() {
    // In a thread of its own: this one may be the node's, which would wait for itself.
    newThread("leave", this::leave).start();
  }

  private void leave() {
    try {
      ignite().message().stopLocalListen(Topics.ofExecutor(id), listener);
    } catch (RuntimeException e) {
      // The node has lost its cluster, and nobody speaks to it any more.
      LOGGER.debug("a listener was not taken back", e);
    } finally {
      membership.close();
    }
  }

  private boolean hear(UUID node, byte[] bytes) {
    try {
      Message message = Message.from(bytes);
      if (message.type().isShared()) {
        desks.hear(node, message);
        return true;
      }
      Consumer<Message> told = sessions.get(message.session());
      if (told != null) {
        told.accept(message);
      }
    } catch (RuntimeException | Error e) {
      LOGGER.error("a message of a session came to nothing", e);
    }
    return true;
  }

  /** What backends on nodes are told of this configuration. */
  private Map<String, String> nodeOptions() {
    Map<String, String> own = new TreeMap<>(config().options());
    own.keySet().removeIf(key -> !key.startsWith(options.nodeBackend() + "."));
    return own;
  }
}
