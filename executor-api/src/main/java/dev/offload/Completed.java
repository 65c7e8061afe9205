package dev.offload;

import java.util.Iterator;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/**
 * Futures in the order in which they finish, from {@link TaskFutures#asCompleted}.
 *
 * <p>Single pass: {@link #iterator()} returns this object each time, so a second loop goes on where the first one stopped. For one
 * thread at a time.
 *
 * @param <T> what the tasks return
 */
public interface Completed<T extends @Nullable Object>
    extends Iterable<TaskFuture<T>>, Iterator<TaskFuture<T>>, AutoCloseable {
  @Override
  default Iterator<TaskFuture<T>> iterator() {
    return this;
  }

  /** Tells whether a future is left. Never blocks. */
  @Override
  boolean hasNext();

  /**
   * Waits for the next future to finish.
   *
   * @throws WaitTimeoutException if the time is up and no finished future is left; the rest stays as it is (rule W6)
   * @throws WaitInterruptedException if the thread is interrupted; its flag is set (rule W7)
   * @throws NoSuchElementException if no future is left, or this was closed
   */
  @Override
  TaskFuture<T> next();

  /** Forgets the rest; no future keeps a listener of this (rule W5). It cancels nothing. */
  @Override
  void close();
}
