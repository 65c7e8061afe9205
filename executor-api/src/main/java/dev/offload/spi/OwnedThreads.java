package dev.offload.spi;

import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;

/** The threads of one executor: named, daemon, without inherited thread-locals, and joined before the executor is gone (rule E5). */
final class OwnedThreads {
  private final ClassLoader contextClassLoader = Backends.classLoader();
  private final Set<Thread> threads = ConcurrentHashMap.newKeySet();
  private final Set<Thread> joining = ConcurrentHashMap.newKeySet();

  /** A thread that is not started; it is owned until it has ended. */
  Thread create(String name, Runnable body) {
    return create(run -> new Thread(null, run, "", 0, false), name, body);
  }

  /** As {@link #create(String, Runnable)}, with another kind of thread. */
  Thread create(ThreadFactory factory, String name, Runnable body) {
    Thread thread = factory.newThread(body);
    thread.setName("offload-" + name);
    thread.setDaemon(true);
    thread.setContextClassLoader(contextClassLoader);
    threads.removeIf(known -> known.getState() == Thread.State.TERMINATED);
    threads.add(thread);
    return thread;
  }

  boolean isOwn(Thread thread) {
    return threads.contains(thread);
  }

  /**
   * Waits for all threads to end, but for the calling one and those that are in this method too: two listeners that both close
   * the executor must not wait for each other (rule L3).
   */
  boolean joinAll(long timeoutNanos) throws InterruptedException {
    long start = System.nanoTime();
    joining.add(Thread.currentThread());
    try {
      // Again and again, because a thread that is waited for may have started another.
      for (Optional<Thread> alive = findAlive(); alive.isPresent(); alive = findAlive()) {
        if (!join(alive.get(), timeoutNanos - (System.nanoTime() - start))) {
          return false;
        }
      }
      return true;
    } finally {
      joining.remove(Thread.currentThread());
    }
  }

  private Optional<Thread> findAlive() {
    return threads.stream().filter(thread -> thread.isAlive() && !joining.contains(thread)).findAny();
  }

  private static boolean join(Thread thread, long leftNanos) throws InterruptedException {
    if (leftNanos > 0) {
      // One more millisecond, so that what is left is never rounded down to "for ever".
      thread.join(Math.max(1, TimeUnit.NANOSECONDS.toMillis(leftNanos) + 1));
    }
    return !thread.isAlive();
  }
}
