package dev.offload.spi;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Runs the users' listeners on threads of their own, so that a slow one holds up neither a worker nor another listener (rule L3).
 * Threads come as they are needed, up to 64, and leave after a second without work.
 */
final class Callbacks implements Executor {
  private static final int MAX_THREADS = 64;
  private static final long IDLE_MILLIS = 1_000;

  private final OwnedThreads owned;

  // Guarded by this.
  private final Deque<Runnable> waiting = new ArrayDeque<>();
  private int threads;
  private int idle;
  private int started;
  private boolean closed;

  Callbacks(OwnedThreads owned) {
    this.owned = owned;
  }

  @Override
  public void execute(Runnable callback) {
    Thread fresh = null;
    boolean late;
    synchronized (this) {
      late = closed;
      if (!late) {
        waiting.add(callback);
        if (idle >= waiting.size()) {
          notify();
        } else if (threads < MAX_THREADS) {
          threads++;
          fresh = owned.create("callback-" + ++started, this::work);
        }
      }
    }
    if (late) {
      callback.run();
    }
    if (fresh != null) {
      start(fresh);
    }
  }

  private void start(Thread fresh) {
    try {
      fresh.start();
    } catch (OutOfMemoryError e) {
      // No thread to be had: what waits is done here rather than never.
      giveUpThread();
      for (Runnable callback = poll(); callback != null; callback = poll()) {
        callback.run();
      }
    }
  }

  private synchronized void giveUpThread() {
    threads--;
  }

  private synchronized @Nullable Runnable poll() {
    return waiting.poll();
  }

  /** Lets the threads go once they have run what waits. What comes later runs in the thread that brings it. */
  synchronized void close() {
    closed = true;
    notifyAll();
  }

  private void work() {
    for (Runnable callback = next(); callback != null; callback = next()) {
      callback.run();
    }
  }

  private synchronized @Nullable Runnable next() {
    long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(IDLE_MILLIS);
    while (waiting.isEmpty() && !closed && System.nanoTime() < deadline) {
      awaitWork(deadline);
    }
    if (waiting.isEmpty()) {
      threads--;
    }
    return waiting.poll();
  }

  private void awaitWork(long deadline) {
    idle++;
    try {
      wait(Math.max(1, TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime())));
    } catch (InterruptedException e) {
      // A listener interrupted its own thread; nobody else does, and it means nothing to the next one.
    } finally {
      idle--;
    }
  }
}
