package dev.offload.spi;

import dev.offload.MapOptions;
import dev.offload.Results;
import dev.offload.TaskFailedException;
import dev.offload.WaitInterruptedException;
import dev.offload.WaitTimeoutException;
import dev.offload.spi.Chunk.Taken;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.concurrent.CancellationException;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * One call to {@code map}: reads from the input what the buffer allows, and yields results as {@link Outstanding} orders them (rules M1 to
 * M6). For one thread, but for the alarm that ends it.
 */
final class MapResults<T extends @Nullable Object> implements Results<T> {
  /** Without chunks of a given size a buffer is refilled when an eighth of it is free, so that elements can go together. */
  private static final int REFILLS_PER_BUFFER = 8;

  private final Submitter submitter;
  private final MapOptions options;
  private final Iterator<TaskCall<T>> input;
  private final Outstanding<T> outstanding;
  private final Feed<T> feed;
  private final int bufferSize;
  private final int refillSize;
  private final @Nullable Future<?> deadline;
  private int read;
  private int taken;
  private boolean inputEnded;
  private @Nullable RuntimeException inputFailure;
  private volatile boolean timedOut;

  private MapResults(Submitter submitter, MapOptions options, Iterator<TaskCall<T>> input, Outstanding<T> outstanding) {
    this.submitter = submitter;
    this.options = options;
    this.input = input;
    this.outstanding = outstanding;
    this.bufferSize = options.bufferSize().orElse(Integer.MAX_VALUE);
    // At most half the buffer, so that one chunk is worked on while the other is taken.
    int chunkSize = Math.min(options.chunkSize().orElse(0), bufferSize / 2 + bufferSize % 2);
    this.refillSize = chunkSize > 0 ? chunkSize : Math.max(1, bufferSize / REFILLS_PER_BUFFER);
    this.feed = new Feed<>(submitter, options.taskOptions(), outstanding, chunkSize);
    this.deadline = options.timeout().map(timeout -> submitter.schedule(timeout, this::onTimeout)).orElse(null);
  }

  static <T extends @Nullable Object> Results<T> inOrder(
      Submitter submitter, MapOptions options, Iterator<TaskCall<T>> input) {
    return begin(new MapResults<>(submitter, options, input, new Outstanding.InOrder<>()));
  }

  static <T extends @Nullable Object> Results<T> asCompleted(
      Submitter submitter, MapOptions options, Iterator<TaskCall<T>> input) {
    return begin(new MapResults<>(submitter, options, input, new Outstanding.AsCompleted<>()));
  }

  private static <T extends @Nullable Object> Results<T> begin(MapResults<T> results) {
    results.submitter.ensureAccepting();
    try {
      results.fill();
      return results;
    } catch (RuntimeException | Error e) {
      results.close();
      throw e;
    }
  }

  @Override
  public boolean hasNext() {
    return !outstanding.isEmpty() || inputFailure != null;
  }

  @Override
  public T next() {
    if (outstanding.isEmpty()) {
      throw atEnd();
    }
    Taken<T> next = awaitNext();
    taken++;
    if (timedOut && next.isCancelled()) {
      int unfinished = outstanding.unfinished() + 1;
      close();
      throw new WaitTimeoutException(unfinished + " (of " + read + ") futures unfinished");
    }
    refill();
    if (!hasNext()) {
      stopClock();
    }
    return valueOf(next);
  }

  @Override
  public void close() {
    inputEnded = true;
    inputFailure = null;
    stopClock();
    feed.discard();
    submitter.cancel(outstanding.drain()).await();
  }

  private void stopClock() {
    if (deadline != null) {
      deadline.cancel(false);
    }
  }

  private RuntimeException atEnd() {
    RuntimeException failure = inputFailure;
    inputFailure = null;
    return failure == null ? new NoSuchElementException("every result was taken, or the results were closed") : failure;
  }

  private Taken<T> awaitNext() {
    try {
      return outstanding.take();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new WaitInterruptedException("interrupted while waiting for the next result", e);
    }
  }

  private T valueOf(Taken<T> element) {
    Throwable failure = element.failure();
    if (failure != null) {
      if (options.failFast()) {
        close();
      }
      throw new TaskFailedException(
          element.name(), "task \"" + element.name() + "\" failed: " + Failures.describe(failure), failure);
    }
    if (element.isCancelled()) {
      throw new CancellationException("task \"" + element.name() + "\" was cancelled");
    }
    return element.value();
  }

  /** Submits what there is room for. A failure waits for its place: what was taken is not lost for it. */
  private void refill() {
    try {
      fill();
    } catch (RejectedExecutionException e) {
      inputFailure = e;
      inputEnded = true;
    } catch (RuntimeException e) {
      close();
      inputFailure = e;
    }
  }

  private void fill() {
    if (!inputEnded && room() >= refillSize) {
      while (!inputEnded && !timedOut && room() > 0) {
        readNext();
      }
      feed.flush();
    }
    if (timedOut) {
      endInput();
    }
  }

  private int room() {
    return bufferSize - (read - taken);
  }

  private void readNext() {
    if (input.hasNext()) {
      feed.add(input.next());
      read++;
    } else {
      inputEnded = true;
    }
  }

  /** The time-out found neither what was being submitted meanwhile nor what is still to be read. */
  private void endInput() {
    cancelOutstanding();
    if (!inputEnded && input.hasNext()) {
      int unfinished = outstanding.unfinished();
      inputFailure = new WaitTimeoutException(
          unfinished + " (of " + read + ") futures unfinished, and the input was not read to its end");
    }
    inputEnded = true;
  }

  private void onTimeout() {
    timedOut = true;
    cancelOutstanding();
  }

  /** Without waiting: the thread of alarms must not, and with {@link WaitTimeoutException} comes a {@link #close}. */
  private void cancelOutstanding() {
    submitter.cancel(outstanding.snapshot());
  }
}
