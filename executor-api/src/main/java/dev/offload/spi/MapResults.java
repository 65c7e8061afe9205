package dev.offload.spi;

import com.google.common.collect.Lists;
import dev.offload.MapOptions;
import dev.offload.Results;
import dev.offload.TaskFailedException;
import dev.offload.WaitInterruptedException;
import dev.offload.WaitTimeoutException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * One call to {@code map}: submits what the buffer allows, a chunk at a time, and yields results as {@link Outstanding} orders them
 * (rules M1 to M6). For one thread, but for the alarm that ends it.
 */
final class MapResults<T extends @Nullable Object> implements Results<T> {
  private final Submitter submitter;
  private final MapOptions options;
  private final Iterator<TaskCall<T>> input;
  private final Outstanding<T> outstanding;
  private final int bufferSize;
  private final int chunkSize;
  private final @Nullable Future<?> deadline;
  private int submitted;
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
    this.chunkSize = Math.min(options.chunkSize().orElse(1), bufferSize / 2 + bufferSize % 2);
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
    Promise<T> taken = awaitNext();
    if (timedOut && taken.isCancelled()) {
      int unfinished = outstanding.unfinished() + 1;
      close();
      throw new WaitTimeoutException(unfinished + " (of " + submitted + ") futures unfinished");
    }
    refill();
    if (!hasNext()) {
      stopClock();
    }
    return valueOf(taken);
  }

  @Override
  public void close() {
    inputEnded = true;
    inputFailure = null;
    stopClock();
    // The last first: what waits is cancelled before a worker comes to it (rule M5).
    Lists.reverse(outstanding.drain()).forEach(promise -> promise.cancel(true));
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

  private Promise<T> awaitNext() {
    try {
      return outstanding.take();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new WaitInterruptedException("interrupted while waiting for the next result", e);
    }
  }

  private T valueOf(Promise<T> taken) {
    try {
      return taken.get();
    } catch (InterruptedException e) {
      throw new IllegalStateException("a finished task made its reader wait", e);
    } catch (ExecutionException e) {
      if (options.failFast()) {
        close();
      }
      throw new TaskFailedException(
          taken.name(), "task \"" + taken.name() + "\" failed: " + e.getMessage(), e.getCause());
    }
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
    while (!inputEnded && !timedOut && bufferSize - outstanding.size() >= chunkSize) {
      List<TaskCall<T>> chunk = new ArrayList<>();
      while (chunk.size() < chunkSize && input.hasNext()) {
        chunk.add(input.next());
      }
      inputEnded = chunk.size() < chunkSize;
      if (!chunk.isEmpty()) {
        submitter.submitChunk(options.taskOptions(), chunk).forEach(outstanding::add);
        submitted += chunk.size();
      }
    }
    if (timedOut) {
      endInput();
    }
  }

  /** The time-out found neither what was being submitted meanwhile nor what is still to be read. */
  private void endInput() {
    cancelOutstanding();
    if (!inputEnded && input.hasNext()) {
      int unfinished = outstanding.unfinished();
      inputFailure = new WaitTimeoutException(
          unfinished + " (of " + submitted + ") futures unfinished, and the input was not read to its end");
    }
    inputEnded = true;
  }

  private void onTimeout() {
    timedOut = true;
    cancelOutstanding();
  }

  private void cancelOutstanding() {
    Lists.reverse(outstanding.snapshot()).forEach(promise -> promise.cancelFromInside(true));
  }
}
