package dev.offload.spi;

import dev.offload.TaskFuture;
import java.util.concurrent.locks.LockSupport;

/** A thread that waits for one promise. */
final class Parked extends Watcher {
  private final Thread thread = Thread.currentThread();
  private volatile boolean done;

  private Parked() {}

  /**
   * Waits until the promise is done.
   *
   * @return whether it is, false if the time ran out; zero or less looks and does not wait
   * @throws InterruptedException if the thread is interrupted while the promise is not done
   */
  static boolean until(ReadSide<?> promise, long timeoutNanos) throws InterruptedException {
    if (promise.isDone()) {
      return true;
    }
    if (timeoutNanos <= 0) {
      return false;
    }
    Parked parked = new Parked();
    promise.watch(parked);
    try {
      return parked.await(promise, timeoutNanos);
    } finally {
      promise.unwatch(parked);
    }
  }

  @Override
  void onDone(TaskFuture<?> done) {
    this.done = true;
    LockSupport.unpark(thread);
  }

  private boolean await(ReadSide<?> promise, long timeoutNanos) throws InterruptedException {
    long start = System.nanoTime();
    while (!done) {
      if (Thread.interrupted()) {
        throw new InterruptedException("interrupted while waiting for task \"" + promise.name() + "\"");
      }
      long left = timeoutNanos - (System.nanoTime() - start);
      if (left <= 0) {
        return false;
      }
      LockSupport.parkNanos(promise, left);
    }
    return true;
  }
}
