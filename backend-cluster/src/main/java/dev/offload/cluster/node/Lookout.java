package dev.offload.cluster.node;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Looks every millisecond after the sessions of one executor on a node that are at a task. One thread for all of them, and no more than a
 * look at a flag for a task that comes while it is awake.
 */
final class Lookout {
  private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(1);
  /** After so many looks without anything to look at it sleeps until it is woken. */
  private static final int LAST_LOOKS = 50;

  private final Set<SessionTasks> busy = ConcurrentHashMap.newKeySet();
  private final Thread thread = new Thread(null, this::look, "offload-lookout", 0, false);
  private volatile boolean asleep;
  private volatile boolean closed;

  Lookout() {
    thread.setDaemon(true);
    thread.setContextClassLoader(Lookout.class.getClassLoader());
  }

  void start() {
    thread.start();
  }

  void close() {
    closed = true;
    LockSupport.unpark(thread);
  }

  /** From now on it is looked after, until it is forgotten. */
  void watch(SessionTasks tasks) {
    busy.add(tasks);
    if (asleep) {
      LockSupport.unpark(thread);
    }
  }

  /** There is nothing to be seen. */
  void forget(SessionTasks tasks) {
    busy.remove(tasks);
  }

  private void look() {
    int idleLooks = 0;
    while (!closed) {
      busy.forEach(SessionTasks::look);
      idleLooks = busy.isEmpty() ? idleLooks + 1 : 0;
      if (idleLooks < LAST_LOOKS) {
        LockSupport.parkNanos(this, LOOK_NANOS);
      } else {
        sleep();
      }
    }
  }

  private void sleep() {
    asleep = true;
    if (busy.isEmpty() && !closed) {
      LockSupport.park(this);
    }
    asleep = false;
  }
}
