package dev.offload.cluster.node;

import dev.offload.Progress;
import dev.offload.TaskFuture;
import dev.offload.TaskStatus;
import dev.offload.cluster.wire.EndHead;
import dev.offload.cluster.wire.MessageType;
import dev.offload.cluster.wire.Numbers;
import dev.offload.cluster.wire.ProgressHead;
import dev.offload.cluster.wire.SessionEnd;
import dev.offload.cluster.wire.WireCodec;
import dev.offload.codec.Encoded;
import dev.offload.spi.Exit;
import dev.offload.spi.StandIn;
import dev.offload.spi.TaskCall;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One task of a session, or elements of a map that came together, and what is said of it to the executor. Any thread. */
final class TaskRun implements StandIn.Listener {
  private final Session session;
  private final SessionTasks tasks;
  private final StandIn worker;
  private final long id;
  private final int world;
  private final @Nullable ElementsCall elements;

  // Guarded by this.
  private @Nullable TaskFuture<?> future;
  private boolean isCancelled;
  private boolean wasSeen;
  private boolean isAnnounced;
  private @Nullable ProgressHead lastProgress;

  /** One that stands for {@code elements}, if there are some. */
  TaskRun(Session session, SessionTasks tasks, StandIn worker, long id, int world, @Nullable ElementsCall elements) {
    this.session = session;
    this.tasks = tasks;
    this.worker = worker;
    this.id = id;
    this.world = world;
    this.elements = elements;
  }

  long id() {
    return id;
  }

  /** It was cancelled before it came. */
  synchronized void cancelAhead() {
    isCancelled = true;
  }

  void submit(String name, int attempt, TaskCall<?> call) {
    begun(worker.submit(name, attempt, call, this));
  }

  private void begun(TaskFuture<?> begun) {
    boolean cancelled;
    synchronized (this) {
      future = begun;
      cancelled = isCancelled;
    }
    if (cancelled) {
      cancel(begun);
    }
  }

  private void cancel(TaskFuture<?> known) {
    if (elements != null) {
      elements.stop();
    }
    known.cancel(true);
  }

  void hear(MessageType type) {
    if (type == MessageType.TAKE_BACK && elements != null) {
      session.say(MessageType.GIVEN_BACK, id, Numbers.toBytes(elements.takeBack()));
      return;
    }
    TaskFuture<?> known;
    synchronized (this) {
      known = future;
      isCancelled |= type == MessageType.CANCEL;
    }
    if (known == null) {
      return;
    }
    switch (type) {
      case CANCEL -> cancel(known);
      case INTERRUPT -> worker.interrupt(known);
      case STACK -> worker.stackOf(known, stack -> session.say(MessageType.STACK_ANSWER, id, WireCodec.toBytes(stack)));
      default -> throw new IllegalArgumentException("a session is not told " + type);
    }
  }

  /** Says of a task that has run since the last look that it has begun, and of elements what has become of them. */
  void look() {
    if (elements != null) {
      elements.tell();
    }
    synchronized (this) {
      if (wasSeen && !isAnnounced && future != null && future.status() == TaskStatus.RUNNING) {
        isAnnounced = true;
        session.say(MessageType.STARTED, id);
      }
      wasSeen = true;
    }
  }

  @Override
  public synchronized void progressed(Progress latest) {
    ProgressHead said = new ProgressHead(lastProgress == null ? 1 : lastProgress.number() + 1, latest);
    lastProgress = said;
    session.say(MessageType.PROGRESS, id, said.toBytes());
  }

  @Override
  public void ended(TaskFuture<?> ended) {
    tasks.leave(this);
    Exit lost = worker.exit().orElse(null);
    if (lost != null) {
      // What became of the task follows from that.
      session.end(SessionEnd.of(lost));
    } else if (ended.status() == TaskStatus.CANCELLED) {
      tellStopped();
    } else if (elements != null && ended.status() == TaskStatus.SUCCEEDED) {
      session.say(MessageType.ELEMENTS_ENDED, id, Numbers.toBytes(elements.count(), ranNanos(ended)));
    } else if (ended.status() == TaskStatus.SUCCEEDED) {
      succeed(ended);
    } else {
      fail(ended.exceptionNow(), ranNanos(ended));
    }
  }

  /** Not where nobody cancelled it: its session ends then, and the word of that is the task's too. */
  private synchronized void tellStopped() {
    if (isCancelled) {
      session.say(MessageType.STOPPED, id);
    }
  }

  private void succeed(TaskFuture<?> ended) {
    try {
      Encoded value = session.guest().world(world).codec().encodeLentResult(ended.resultNow());
      session.say(MessageType.SUCCEEDED, id, head(ranNanos(ended)), value);
    } catch (Throwable e) {
      fail(e, ranNanos(ended));
    }
  }

  /** It did not come so far as to be run. */
  void fail(Throwable failure) {
    tasks.leave(this);
    fail(failure, 0);
  }

  private void fail(Throwable failure, long ranNanos) {
    // By whatever class loader the task was from: what it threw may be of it, too.
    Encoded encoded = Encoded.of(session.guest().anyWorld(world).codec().encodeFailure(failure));
    session.say(MessageType.FAILED, id, head(ranNanos), encoded);
  }

  private synchronized byte[] head(long ranNanos) {
    return new EndHead(ranNanos, Optional.ofNullable(lastProgress)).toBytes();
  }

  private static long ranNanos(TaskFuture<?> ended) {
    return ended.timeline().ran().map(Duration::toNanos).orElse(0L);
  }
}
