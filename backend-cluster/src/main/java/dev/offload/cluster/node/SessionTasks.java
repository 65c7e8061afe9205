package dev.offload.cluster.node;

import dev.offload.cluster.wire.ElementsHead;
import dev.offload.cluster.wire.Message;
import dev.offload.cluster.wire.MessageType;
import dev.offload.cluster.wire.TaskHead;
import dev.offload.codec.Encoded;
import dev.offload.spi.StandIn;
import dev.offload.spi.TaskCall;
import org.jspecify.annotations.Nullable;

/** The tasks of a session, one at a time, as messages ask for them; a message about a task may come before the task. Any thread. */
final class SessionTasks {
  private final Session session;
  private final StandIn worker;

  // Guarded by this.
  private @Nullable TaskRun current;
  private long cancelledAhead;
  private long askedAhead;
  private boolean isWatched;

  SessionTasks(Session session, StandIn worker) {
    this.session = session;
    this.worker = worker;
  }

  void hear(Message message) {
    switch (message.type()) {
      case TASK -> begin(message);
      case ELEMENTS -> beginElements(message);
      case TERMINATE -> worker.terminate();
      case KILL -> worker.kill();
      default -> {
        TaskRun run = find(message);
        if (run != null) {
          run.hear(message.type());
        }
      }
    }
  }

  private synchronized @Nullable TaskRun find(Message message) {
    if (current != null && current.id() == message.task()) {
      return current;
    }
    if (message.type() == MessageType.CANCEL) {
      cancelledAhead = Math.max(cancelledAhead, message.task());
    } else if (message.type() == MessageType.TAKE_BACK) {
      askedAhead = Math.max(askedAhead, message.task());
    }
    return null;
  }

  private void begin(Message message) {
    TaskHead head = TaskHead.from(message.head());
    TaskRun run = enter(new TaskRun(session, this, worker, message.task(), head.world(), null));
    try {
      Guest.World world = session.guest().world(head.world());
      Encoded body = message.body();
      TaskCall<?> call = worker.isolates()
          ? world.codec().decodeCall(body)
          : new TaskCall.OfCallable<>(new EncodedCall(head.world(), world, decoder -> decoder.decodeCall(body).call()));
      run.submit(head.name(), head.attempt(), call);
    } catch (Throwable e) {
      failUnlessEnded(run, e);
    }
  }

  private void beginElements(Message message) {
    ElementsHead head = ElementsHead.from(message.head());
    ElementsCall elements = new ElementsCall(head, message.body(), session.guest().anyWorld(head.world()).codec(),
        session.order().session(), message.task(), session::send);
    TaskRun run = enter(new TaskRun(session, this, worker, message.task(), head.world(), elements));
    try {
      Guest.World world = session.guest().world(head.world());
      run.submit(head.nameOf(0), 1, new TaskCall.OfCallable<>(new EncodedCall(head.world(), world, decoder -> elements.call())));
    } catch (Throwable e) {
      failUnlessEnded(run, e);
    }
  }

  /** Of a task that comes too late the end of the session tells. */
  private void failUnlessEnded(TaskRun run, Throwable failure) {
    if (session.hasEnded()) {
      leave(run);
    } else {
      run.fail(failure);
    }
  }

  private synchronized TaskRun enter(TaskRun run) {
    if (cancelledAhead == run.id()) {
      run.cancelAhead();
    }
    if (askedAhead == run.id()) {
      run.hear(MessageType.TAKE_BACK);
    }
    current = run;
    if (!isWatched) {
      isWatched = true;
      session.guest().lookout().watch(this);
    }
    return run;
  }

  /** It has ended. */
  synchronized void leave(TaskRun run) {
    if (current == run) {
      current = null;
    }
  }

  /** Has a task tell what its end will tell, if that takes its time; without one there is nothing to look after. */
  synchronized void look() {
    if (current != null) {
      current.look();
    } else {
      isWatched = false;
      session.guest().lookout().forget(this);
    }
  }

  /** Ends what there is, and waits until it has. */
  void endAll() throws InterruptedException {
    worker.close();
    Session.awaitEnd(worker);
  }
}
