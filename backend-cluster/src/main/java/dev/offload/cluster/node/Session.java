package dev.offload.cluster.node;

import com.google.common.util.concurrent.Uninterruptibles;
import dev.offload.Action;
import dev.offload.BrokenExecutorException;
import dev.offload.ExecutorConfig;
import dev.offload.ExecutorConfigBuilder;
import dev.offload.Progress;
import dev.offload.Task;
import dev.offload.TaskFuture;
import dev.offload.TaskStatus;
import dev.offload.cluster.wire.Message;
import dev.offload.cluster.wire.MessageType;
import dev.offload.cluster.wire.Numbers;
import dev.offload.cluster.wire.SessionEnd;
import dev.offload.cluster.wire.SessionOrder;
import dev.offload.cluster.wire.Topics;
import dev.offload.cluster.wire.WireCodec;
import dev.offload.codec.Encoded;
import dev.offload.spi.Exit;
import dev.offload.spi.StandIn;
import dev.offload.spi.TaskCall;
import java.time.Duration;
import java.util.UUID;
import java.util.function.Consumer;
import org.apache.ignite.lang.IgniteBiPredicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A worker of an executor elsewhere, on this node, from when it has a slot to when it gives that back. Any thread. */
final class Session {
  private static final Logger LOGGER = LoggerFactory.getLogger(Session.class);

  private final SessionOrder order;
  private final Guest guest;
  private final Consumer<SessionEnd> onEnd;
  private final String topic;
  private final IgniteBiPredicate<UUID, byte[]> listener = this::hear;

  // Guarded by this.
  private @Nullable SessionTasks tasks;
  private boolean ended;

  private volatile boolean retired;

  /** One that gives back its slot by {@code onEnd}. */
  Session(SessionOrder order, Guest guest, Consumer<SessionEnd> onEnd) {
    this.order = order;
    this.guest = guest;
    this.onEnd = onEnd;
    this.topic = Topics.ofSession(order.executor(), order.session());
  }

  SessionOrder order() {
    return order;
  }

  Guest guest() {
    return guest;
  }

  /** What no other session has, of any executor. */
  String topic() {
    return topic;
  }

  /** Says something to the executor, about a task or, if that is 0, about none. */
  void say(MessageType type, long task, byte[] head, Encoded body) {
    send(new Message(type, order.session(), task, head, body));
  }

  /** Says something to the executor that is all said with its type and head. */
  void say(MessageType type, long task, byte... head) {
    send(Message.of(type, order.session(), task, head));
  }

  /** Says something to the executor. What does not reach it is lost, and so is the session. */
  void send(Message message) {
    if (!guest.trySend(message)) {
      end(SessionEnd.of("its executor cannot be reached"));
    }
  }

  /** Starts the worker, which says that it is ready, or why it never will be. */
  synchronized void begin() {
    if (ended) {
      return;
    }
    try {
      guest.ignite().message().localListen(topic, listener);
      Sessions.opened(guest.ignite(), this);
      say(MessageType.ACCEPTED, 0);
      if (ended) {
        return;
      }
      StandIn opened = StandIn.open(config(), order.worker(), guest.relayOf(order.session()));
      tasks = new SessionTasks(this, opened);
      // It comes behind the initializer, and shares its fate.
      opened.submit("start", 1, new TaskCall.OfCallable<>(new Nothing()), new OnStart(opened));
    } catch (Throwable e) {
      LOGGER.debug("a session cannot begin", e);
      end(SessionEnd.of("its node could not begin it: " + e));
    }
  }

  private ExecutorConfig config() {
    ExecutorConfigBuilder builder = ExecutorConfig.defaults().toBuilder().backend(order.backend());
    if (order.backend().equals("processes")) {
      int sharers = guest.isOwn() ? order.workers() : 1;
      builder.option("processes.heapMb", Integer.toString(ServerNode.heapShareMb(guest.ignite(), sharers)));
    }
    order.options().forEach(builder::option);
    if (order.capturesOutput()) {
      builder.outputListener(line -> say(MessageType.OUTPUT, 0, WireCodec.toBytes(line)));
    }
    if (order.hasInitializer()) {
      builder.initializer((Action) guest.world(0).codec().decodeCall(order.initializer()).code());
    }
    return builder.build();
  }

  /** For people. */
  @Override
  public String toString() {
    return "session " + order.session() + " of client " + guest.clientName() + ", there worker " + order.worker();
  }

  /** Its node is leaving, or there is a better place: it takes a last task at most. */
  void retire() {
    retired = true;
    say(MessageType.WORN, 0);
  }

  boolean isRetired() {
    return retired;
  }

  /** Ends, whatever it is doing; its slot is free when all is given back. */
  void end(SessionEnd how) {
    SessionTasks own;
    synchronized (this) {
      if (ended) {
        return;
      }
      ended = true;
      own = tasks;
    }
    Thread end = new Thread(null, () -> giveBack(own, how), "offload-session-end", 0, false);
    end.setDaemon(true);
    end.start();
  }

  private void giveBack(@Nullable SessionTasks own, SessionEnd how) {
    try {
      if (own != null) {
        own.endAll();
      }
    } catch (InterruptedException e) {
      LOGGER.warn("interrupted while a session ended", e);
    } finally {
      stopListening();
      Sessions.closed(guest.node(), this);
      try {
        guest.leave();
      } finally {
        tellEnd(how);
      }
    }
  }

  /** In a thread of the engine, after this one has ended: whoever hears of the end finds nothing left. */
  private void tellEnd(SessionEnd how) {
    Thread last = Thread.currentThread();
    try {
      guest.ignite().scheduler().runLocal(() -> {
        Uninterruptibles.joinUninterruptibly(last);
        onEnd.accept(how);
      });
    } catch (RuntimeException e) {
      LOGGER.debug("the node has stopped meanwhile", e);
      onEnd.accept(how);
    }
  }

  synchronized boolean hasEnded() {
    return ended;
  }

  private void stopListening() {
    try {
      guest.ignite().message().stopLocalListen(topic, listener);
    } catch (IllegalStateException e) {
      LOGGER.debug("the node has stopped meanwhile", e);
    }
  }

  private boolean hear(UUID node, byte[] bytes) {
    try {
      Message message = Message.from(bytes);
      SessionTasks own;
      synchronized (this) {
        own = tasks;
      }
      if (message.type() == MessageType.STOP) {
        end(SessionEnd.of("it was told to stop"));
      } else if (own != null) {
        own.hear(message);
      }
    } catch (RuntimeException | Error e) {
      LOGGER.error("a message to a session came to nothing", e);
    }
    return true;
  }

  /** What runs ahead of the first task. */
  private static final class Nothing implements Task<@Nullable Void> {
    private static final long serialVersionUID = 1L;

    @Override
    public @Nullable Void call() {
      return null;
    }
  }

  /** Tells the executor what became of that. */
  private final class OnStart implements StandIn.Listener {
    private final StandIn worker;

    OnStart(StandIn worker) {
      this.worker = worker;
    }

    @Override
    public void progressed(Progress latest) {
      // It says nothing.
    }

    @Override
    public void ended(TaskFuture<?> task) {
      if (task.status() == TaskStatus.SUCCEEDED) {
        say(MessageType.READY, 0, Numbers.toBytes(worker.pid().orElse(0)));
        return;
      }
      Throwable failure = task.status() == TaskStatus.FAILED ? task.exceptionNow() : null;
      Throwable ofInitializer = failure instanceof BrokenExecutorException ? failure.getCause() : null;
      Exit exit = worker.exit()
          .orElseGet(() -> Exit.of(failure == null ? "it ended while it began" : String.valueOf(failure.getMessage())));
      end(new SessionEnd(exit, ofInitializer == null ? null : guest.world(0).codec().encodeFailure(ofInitializer)));
    }
  }

  /** Waits for the end of a worker, however long a task that cannot be ended keeps it. */
  static void awaitEnd(StandIn worker) throws InterruptedException {
    while (!worker.awaitEnd(Duration.ofDays(1))) {
      // Its slot is taken for as long.
    }
  }
}
