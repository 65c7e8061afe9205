package dev.offload.spi;

import dev.offload.Completed;
import dev.offload.TaskFuture;
import dev.offload.WaitInterruptedException;
import dev.offload.WaitTimeoutException;
import java.lang.ref.Reference;
import java.lang.ref.WeakReference;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Futures in order of completion (rules W5, W6). Keeps no reference to what it has yielded; the futures know it by a weak reference
 * only, so that an iterator that is left behind holds nothing.
 */
final class Arrivals<T extends @Nullable Object> implements Completed<T> {
  private final long startNanos = System.nanoTime();
  private final long timeoutNanos;
  private final int total;
  private final Deque<TaskFuture<T>> doneAtFirst = new ArrayDeque<>();
  private final BlockingQueue<TaskFuture<T>> arrived = new LinkedBlockingQueue<>();
  private final Set<Entry<T>> awaited = ConcurrentHashMap.newKeySet();
  private int left;

  Arrivals(Collection<TaskFuture<T>> futures, long timeoutNanos) {
    this.timeoutNanos = Math.max(0, timeoutNanos);
    this.total = futures.size();
    this.left = total;
    WeakReference<Arrivals<T>> self = new WeakReference<>(this);
    for (TaskFuture<T> future : futures) {
      if (future.isDone()) {
        doneAtFirst.add(future);
      } else {
        Entry<T> entry = new Entry<>(self, future);
        awaited.add(entry);
        Watching.watch(future, entry);
      }
    }
  }

  @Override
  public boolean hasNext() {
    return left > 0;
  }

  @Override
  public TaskFuture<T> next() {
    if (left == 0) {
      throw new NoSuchElementException("every future was yielded, or the iteration was closed");
    }
    TaskFuture<T> future = doneAtFirst.poll();
    if (future == null) {
      future = awaitArrival();
    }
    left--;
    return future;
  }

  @Override
  public void close() {
    left = 0;
    doneAtFirst.clear();
    awaited.forEach(entry -> Watching.unwatch(entry.future, entry));
    awaited.clear();
    arrived.clear();
  }

  private TaskFuture<T> awaitArrival() {
    try {
      TaskFuture<T> future = arrived.poll();
      if (future == null) {
        future = arrived.poll(timeoutNanos - (System.nanoTime() - startNanos), TimeUnit.NANOSECONDS);
      }
      if (future == null) {
        throw new WaitTimeoutException(left + " (of " + total + ") futures unfinished");
      }
      return future;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new WaitInterruptedException("interrupted while waiting for one of " + left + " futures", e);
    } finally {
      // Without this the collector may take it, and with it the way to the queue, while its last caller waits above.
      Reference.reachabilityFence(this);
    }
  }

  private void onArrival(Entry<T> entry) {
    if (awaited.remove(entry)) {
      arrived.add(entry.future);
    }
  }

  /** The iteration among the watchers of one future. */
  private static final class Entry<T extends @Nullable Object> extends Watcher {
    private final WeakReference<Arrivals<T>> arrivals;
    private final TaskFuture<T> future;

    Entry(WeakReference<Arrivals<T>> arrivals, TaskFuture<T> future) {
      this.arrivals = arrivals;
      this.future = future;
    }

    @Override
    void onDone(TaskFuture<?> done) {
      Arrivals<T> iteration = arrivals.get();
      if (iteration != null) {
        iteration.onArrival(this);
      }
    }

    @Override
    boolean isAbandoned() {
      return arrivals.refersTo(null);
    }
  }
}
