package dev.offload.conformance;

import static dev.offload.conformance.ContractSubject.PATIENCE;
import static dev.offload.conformance.Eventually.eventually;

import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicInteger;

/** Something that goes on beside the test's own thread. Interrupted when closed. */
final class Aside<T> implements AutoCloseable {
  private static final AtomicInteger MADE = new AtomicInteger();

  private final FutureTask<T> work;
  private final Thread thread;

  private Aside(Callable<T> body) {
    work = new FutureTask<>(body);
    thread = new Thread(work, "aside-" + MADE.incrementAndGet());
    thread.setDaemon(true);
  }

  static <T> Aside<T> start(Callable<T> body) {
    Aside<T> aside = new Aside<>(body);
    aside.thread.start();
    return aside;
  }

  /** What the body returned; what it threw fails the test. */
  T result() {
    return Outcomes.valueOf(work);
  }

  /** What the body threw. */
  <X extends Throwable> X failure(Class<X> type) {
    return Outcomes.failureOf(type, work);
  }

  boolean isDone() {
    return work.isDone();
  }

  /** Waits until the body waits for something itself. */
  void awaitBlocked() {
    eventually(() -> thread.getState() == Thread.State.WAITING || thread.getState() == Thread.State.TIMED_WAITING,
        () -> thread + " to wait; it is " + thread.getState());
  }

  void interrupt() {
    thread.interrupt();
  }

  @Override
  public void close() {
    thread.interrupt();
    try {
      thread.join(PATIENCE.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
