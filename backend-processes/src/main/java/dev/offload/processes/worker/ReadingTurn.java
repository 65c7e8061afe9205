package dev.offload.processes.worker;

import dev.offload.processes.wire.FrameChannel;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Whose turn it is to read the channel: the task thread's while it has no task, so that a task need not pass from thread to thread, and the
 * listener's while a task runs for long or waits for a class.
 *
 * <p>The listener looks every millisecond whether it is wanted, and sleeps while there are no tasks.
 */
final class ReadingTurn {
  private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

  private final FrameChannel channel;
  private final ReentrantLock turn = new ReentrantLock();
  private volatile @Nullable Thread listener;
  private volatile boolean listening;
  private volatile boolean listenerAsleep;
  private volatile boolean listenerWanted;
  private volatile boolean tasksWait;

  ReadingTurn(FrameChannel channel) {
    this.channel = channel;
  }

  /** The calling thread is the listener from now on. */
  void beginListening() {
    listener = Thread.currentThread();
  }

  /** Takes the turn, from the listener if need be. */
  void take() {
    if (!turn.tryLock()) {
      tasksWait = true;
      channel.wakeUp();
      turn.lock();
      tasksWait = false;
    }
  }

  /** Listener: takes the turn, unless the task thread has it. */
  boolean tryTake() {
    listening = turn.tryLock();
    return listening;
  }

  void giveBack() {
    if (Thread.currentThread() == listener) {
      listenerWanted = false;
      listening = false;
    }
    turn.unlock();
  }

  /** Tells whether somebody else reads than the task thread, and says at once what it would say of a task only after a while. */
  boolean isListening() {
    return listening;
  }

  boolean isWantedByTasks() {
    return tasksWait;
  }

  /** Any thread: what it waits for is to be read now, also if the task has only just begun. */
  void listenNow() {
    listenerWanted = true;
    wakeListener();
  }

  boolean isListenerWanted() {
    return listenerWanted;
  }

  /** Task thread: it has a task; the listener is to look from time to time. */
  void onWork() {
    if (listenerAsleep) {
      wakeListener();
    }
  }

  void wakeListener() {
    LockSupport.unpark(listener);
  }

  /** Listener: waits until the next look; for ever while {@code quiet} says that nothing goes on, asked once it has said that it sleeps. */
  void pause(BooleanSupplier quiet) {
    // A task may interrupt every thread it finds; with the flag up nothing would ever wait.
    Thread.interrupted();
    listenerAsleep = true;
    if (quiet.getAsBoolean()) {
      // The task thread reads, also what others wait for.
      listenerWanted = false;
      LockSupport.park(this);
      listenerAsleep = false;
    } else {
      // It wakes by itself: short tasks that come one after another need not wake it each time.
      listenerAsleep = false;
      LockSupport.parkNanos(this, LOOK_NANOS);
    }
  }
}
