package dev.offload.cluster.grid;

import com.google.common.util.concurrent.Uninterruptibles;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.ignite.thread.IgniteThread;

/**
 * Stops the node of a program that has ended without doing so. Those of Ignite's threads that serve its connections are no daemons, and
 * so would keep the JVM for ever.
 */
final class ProgramEnd {
  private static final long LOOK_MILLIS = 200;
  /** What the thread that ran the main method is called while the JVM waits for its other threads. */
  private static final String WAITING_FOR_THE_OTHERS = "DestroyJavaVM";
  /** The names of all nodes that are watched, in the order of their start: none of them has to wait for the others. */
  private static final List<String> NODES = new CopyOnWriteArrayList<>();

  private final String node;
  private final CountDownLatch forgotten = new CountDownLatch(1);
  private final Thread thread;

  ProgramEnd(String node, Runnable stop) {
    this.node = node;
    this.thread = new Thread(null, () -> look(stop), "offload-end-" + node, 0, false);
    thread.setDaemon(true);
    // It would keep the user's.
    thread.setContextClassLoader(ProgramEnd.class.getClassLoader());
  }

  void watch() {
    NODES.add(node);
    thread.start();
  }

  /** Stops watching, once all is done that the JVM has to wait for. */
  void forget() {
    NODES.remove(node);
    forgotten.countDown();
    Uninterruptibles.joinUninterruptibly(thread);
  }

  private void look(Runnable stop) {
    try {
      while (!forgotten.await(LOOK_MILLIS, TimeUnit.MILLISECONDS)) {
        if (isNext() && hasEnded()) {
          stopAndWait(stop);
        }
      }
    } catch (InterruptedException e) {
      // Nobody has a reason to, but then it is to end.
      Thread.currentThread().interrupt();
    }
  }

  /** Not on this daemon, which the JVM would not wait for. */
  private void stopAndWait(Runnable stop) throws InterruptedException {
    Thread stopping = new Thread(null, stop, "offload-stop-" + node, 0, false);
    stopping.setDaemon(false);
    stopping.start();
    forgotten.await();
  }

  /** The last to come goes first: a client before the server that it needs. */
  private boolean isNext() {
    return NODES.indexOf(node) == NODES.size() - 1;
  }

  private static boolean hasEnded() {
    Thread[] threads = all();
    boolean waiting = Arrays.stream(threads).anyMatch(ProgramEnd::isWaitingForTheOthers);
    return waiting && Arrays.stream(threads).allMatch(thread -> thread.isDaemon() || isWaitingForTheOthers(thread) || isOfANode(thread));
  }

  private static boolean isWaitingForTheOthers(Thread thread) {
    return thread.getName().equals(WAITING_FOR_THE_OTHERS);
  }

  private static boolean isOfANode(Thread thread) {
    return thread instanceof IgniteThread own && NODES.contains(own.getIgniteInstanceName());
  }

  private static Thread[] all() {
    ThreadGroup root = Thread.currentThread().getThreadGroup();
    while (root.getParent() != null) {
      root = root.getParent();
    }
    // Twice the estimate: what does not fit would be left out without a word.
    Thread[] threads = new Thread[2 * root.activeCount() + 10];
    root.enumerate(threads);
    return Arrays.stream(threads).filter(Objects::nonNull).toArray(Thread[]::new);
  }
}
