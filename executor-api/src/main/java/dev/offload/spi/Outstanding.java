package dev.offload.spi;

import dev.offload.TaskFuture;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.jspecify.annotations.Nullable;

/** What a map has submitted and nobody has taken, and which of it comes next. One thread takes; any may look. */
abstract class Outstanding<T extends @Nullable Object> {
  abstract void add(Promise<T> promise);

  /** Waits for the next one to be done, and takes it out. */
  abstract Promise<T> take() throws InterruptedException;

  abstract int size();

  abstract List<Promise<T>> snapshot();

  abstract List<Promise<T>> drain();

  final boolean isEmpty() {
    return size() == 0;
  }

  /** How many the time-out has ended, or is about to. */
  final int unfinished() {
    return (int) snapshot().stream().filter(promise -> !promise.isDone() || promise.isCancelled()).count();
  }

  /** The oldest comes next. */
  static final class InOrder<T extends @Nullable Object> extends Outstanding<T> {
    private final Deque<Promise<T>> line = new ArrayDeque<>();

    @Override
    synchronized void add(Promise<T> promise) {
      line.add(promise);
    }

    @Override
    Promise<T> take() throws InterruptedException {
      Parked.until(first(), Long.MAX_VALUE);
      return removeFirst();
    }

    @Override
    synchronized int size() {
      return line.size();
    }

    @Override
    synchronized List<Promise<T>> snapshot() {
      return List.copyOf(line);
    }

    @Override
    synchronized List<Promise<T>> drain() {
      List<Promise<T>> drained = List.copyOf(line);
      line.clear();
      return drained;
    }

    private synchronized Promise<T> first() {
      return line.getFirst();
    }

    private synchronized Promise<T> removeFirst() {
      return line.removeFirst();
    }
  }

  /** The first to be done comes next. */
  static final class AsCompleted<T extends @Nullable Object> extends Outstanding<T> {
    private final BlockingQueue<Promise<T>> done = new LinkedBlockingQueue<>();
    private final Set<Promise<T>> all = new LinkedHashSet<>();

    @Override
    void add(Promise<T> promise) {
      synchronized (this) {
        all.add(promise);
      }
      promise.watch(new Watcher() {
        @Override
        void onDone(TaskFuture<?> future) {
          done.add(promise);
        }
      });
    }

    @Override
    Promise<T> take() throws InterruptedException {
      Promise<T> promise = done.take();
      synchronized (this) {
        all.remove(promise);
      }
      return promise;
    }

    @Override
    synchronized int size() {
      return all.size();
    }

    @Override
    synchronized List<Promise<T>> snapshot() {
      return List.copyOf(all);
    }

    @Override
    synchronized List<Promise<T>> drain() {
      List<Promise<T>> drained = new ArrayList<>(all);
      all.clear();
      return drained;
    }
  }
}
