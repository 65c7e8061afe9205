package dev.offload;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.concurrent.CancellationException;
import java.util.concurrent.RejectedExecutionException;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * The results of a {@code map}, in input order, or of a {@code mapUnordered}, in order of completion.
 *
 * <p>Single pass: {@link #iterator()} returns this object each time, so after a failure a second loop goes on with the next element.
 * For one thread at a time. Close it, or take everything: what is not taken when it is closed is cancelled (rule M5).
 *
 * @param <T> what the tasks return
 */
public interface Results<T extends @Nullable Object> extends Iterable<T>, Iterator<T>, AutoCloseable {
  @Override
  default Iterator<T> iterator() {
    return this;
  }

  /**
   * Tells whether an element is left. Does not wait for results; with a buffer size it may ask the input for more.
   */
  @Override
  boolean hasNext();

  /**
   * Waits for the next result.
   *
   * @throws TaskFailedException if this element's task failed; the iteration can go on (rule M3)
   * @throws CancellationException if this element's task was cancelled; the iteration can go on
   * @throws WaitTimeoutException if the time is up; what was not finished is cancelled and the iteration is over (rule M5)
   * @throws WaitInterruptedException if the thread is interrupted; its flag is set (rule W7)
   * @throws RejectedExecutionException if the executor was shut down before this element was submitted; the iteration is over
   * @throws NoSuchElementException if no element is left, or this was closed
   */
  @Override
  T next();

  /** The remaining results in a list that may hold nulls; the first failure is thrown as by {@link #next()}, and the rest cancelled. */
  default List<T> toList() {
    try (this) {
      List<T> list = new ArrayList<>();
      forEachRemaining(list::add);
      return Collections.unmodifiableList(list);
    }
  }

  /** The remaining results as a sequential stream; closing it closes this. */
  default Stream<T> stream() {
    return StreamSupport.stream(Spliterators.spliteratorUnknownSize(this, Spliterator.ORDERED), false)
        .onClose(this::close);
  }

  /**
   * Cancels every element that was not taken. Those that have not begun never will; where a worker on another machine has to be asked
   * which these are, this returns with its answer, or after a second.
   */
  @Override
  void close();
}
