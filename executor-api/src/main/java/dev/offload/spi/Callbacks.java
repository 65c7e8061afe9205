package dev.offload.spi;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Runs code of the users on threads of its own, so that slow code holds up neither a worker nor, as long as there are threads, other code
 * of users (rule L3). Threads come as they are needed, and leave after a second without work.
 */
final class Callbacks implements Executor {
  private static final long IDLE_MILLIS = 1_000;

  private final OwnedThreads owned;
  private final String prefix;
  private final int maxThreads;

  // Guarded by this.
  private final Deque<Runnable> waiting = new ArrayDeque<>();
  private int threads;
  private int idle;
  private int started;
  private boolean closed;

  private Callbacks(OwnedThreads owned, String prefix, int maxThreads) {
    this.owned = owned;
    this.prefix = prefix;
    this.maxThreads = maxThreads;
  }

  /** For listeners: up to 64 threads. */
  static Callbacks ofListeners(OwnedThreads owned) {
    return new Callbacks(owned, "callback-", 64);
  }

  /** For functions that shared objects apply, and what else may have to wait for room: as many threads as it takes. */
  static Callbacks ofSharedObjects(OwnedThreads owned) {
    return new Callbacks(owned, "shared-", Integer.MAX_VALUE);
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
        } else if (threads < maxThreads) {
          threads++;
          fresh = owned.create(prefix + ++started, this::work);
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
