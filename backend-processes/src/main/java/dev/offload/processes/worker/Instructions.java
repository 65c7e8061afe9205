package dev.offload.processes.worker;

import com.google.common.base.Throwables;
import dev.offload.codec.Encoded;
import dev.offload.processes.wire.Frame;
import dev.offload.processes.wire.FrameChannel;
import dev.offload.processes.wire.FrameType;
import dev.offload.processes.wire.TaskHead;
import dev.offload.processes.wire.WireException;
import dev.offload.spi.WorkerStore;
import java.io.IOException;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** What the parent says, and what is done about it. Read by one thread at a time, whose turn it is by {@link ReadingTurn}. */
class Instructions {
  private final FrameChannel channel;
  private final ReadingTurn turn;
  private final ParentClasses classes;
  private final ParentDoor door;
  private final TaskThread tasks;
  private final WorkerStore store = new WorkerStore();
  private boolean welcomed;
  private boolean stopping;
  private volatile boolean ended;
  private volatile @Nullable Throwable failure;

  Instructions(FrameChannel channel, ReadingTurn turn, ParentClasses classes, ParentDoor door, TaskThread tasks) {
    this.channel = channel;
    this.turn = turn;
    this.classes = classes;
    this.door = door;
    this.tasks = tasks;
  }

  /** Tells whether the parent has said all it will ever say. */
  boolean haveEnded() {
    return ended;
  }

  /** Throws what went wrong with the channel, if anything did. */
  void rethrow() throws IOException {
    Throwable wrong = failure;
    if (wrong != null) {
      Throwables.throwIfInstanceOf(wrong, IOException.class);
      Throwables.throwIfUnchecked(wrong);
      throw new IOException(wrong);
    }
  }

  /** Listener: reads until the task thread has begun. */
  void readUntilWelcome() {
    turn.take();
    try {
      while (!welcomed && !ended) {
        read();
      }
    } finally {
      turn.giveBack();
    }
  }

  /**
   * Task thread: reads what comes next, and writes what the socket takes, unless what it waits for is here when it has its turn: the
   * listener may have read or written it meanwhile.
   */
  void readUnless(BooleanSupplier isHere) {
    turn.take();
    try {
      if (!isHere.getAsBoolean()) {
        read();
      }
    } finally {
      turn.giveBack();
    }
  }

  /** Listener: reads as long as the task thread does not. */
  void readWhileAtWork() {
    if (!turn.tryTake()) {
      return;
    }
    try {
      tasks.tellStarted();
      while (tasks.isAtWork() && !turn.isWantedByTasks() && !ended) {
        read();
      }
    } finally {
      turn.giveBack();
    }
  }

  private void read() {
    try {
      if (!tryHandleNext()) {
        ended |= !channel.await();
      }
      while (tryHandleNext()) {
        // Each turn is a method of its own, so that no reference to a frame outlives it (rule R7).
      }
    } catch (Throwable e) {
      // Whichever thread it was, it is the listener that tells.
      failure = e;
      ended = true;
    }
    if (ended) {
      turn.wakeListener();
    }
  }

  private boolean tryHandleNext() throws WireException {
    Frame frame = channel.poll();
    if (frame != null) {
      handle(frame);
    }
    return frame != null;
  }

  private void handle(Frame frame) throws WireException {
    switch (frame.type()) {
      case WELCOME -> welcome(frame);
      case RUN_TASK, RUN_CHUNK -> tasks.add(orderIn(ensureWelcomed(frame)));
      case INTERRUPT -> tasks.interrupt(ensureWelcomed(frame).id());
      case STACK_REQUEST -> tasks.tellStack(ensureWelcomed(frame).id());
      case CLASS_REPLY -> classes.onReply(ensureWelcomed(frame));
      case SHARED_ANSWER -> door.onAnswer(ensureWelcomed(frame));
      case STOP -> stopOnce(ensureWelcomed(frame));
      default -> throw new WireException("a parent does not send " + ensureWelcomed(frame).type());
    }
  }

  private Frame ensureWelcomed(Frame frame) throws WireException {
    if (!welcomed) {
      throw new WireException("a parent begins with a welcome and not with " + frame.type());
    }
    return frame;
  }

  private void welcome(Frame frame) throws WireException {
    if (welcomed) {
      throw new WireException("a parent welcomes once");
    }
    if (frame.lost()) {
      // Without its bytes it would be taken for none, and tasks would run in a worker that is not prepared for them.
      throw new WireException("the initializer does not fit into the worker's heap; raise processes.heapMb");
    }
    welcomed = true;
    classes.homeIsClassPath(frame.head().length == 1 && frame.head()[0] == 1);
    store.enterJvm();
    tasks.begin(this, (int) frame.id(), callIn(frame));
  }

  private static TaskOrder orderIn(Frame frame) throws WireException {
    boolean isChunk = frame.type() == FrameType.RUN_CHUNK;
    return new TaskOrder(frame.id(), TaskHead.from(frame.head()), callIn(frame), isChunk, frame.lost());
  }

  private static Encoded callIn(Frame frame) {
    return new Encoded(frame.body(), frame.segments());
  }

  private void stopOnce(Frame frame) {
    if (!stopping) {
      stopping = true;
      stop();
    }
  }

  /** An orderly end: the worker's state is closed, shutdown hooks run. In a thread of its own: this one still has to serve them classes. */
  void stop() {
    channel.onJvmEnds();
    new Thread(() -> {
      try {
        store.close((state, e) -> System.err.println("worker: its " + state.getClass().getName() + " could not be closed: " + e));
      } finally {
        System.exit(0);
      }
    }, "offload-stop").start();
  }
}
