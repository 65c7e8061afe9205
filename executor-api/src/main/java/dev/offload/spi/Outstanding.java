package dev.offload.spi;

import dev.offload.spi.Chunk.Taken;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.jspecify.annotations.Nullable;

/** What a map has submitted and nobody has taken, and which of it comes next. One thread takes; any may look, and add. */
abstract class Outstanding<T extends @Nullable Object> {
  private volatile int added;

  // Of the thread that takes.
  private int taken;

  abstract void enter(Chunk<T> chunk);

  abstract void leave(Chunk<T> chunk);

  abstract void clear();

  /** The chunks of which not every element was taken, in the order in which they were added. */
  abstract List<Chunk<T>> snapshot();

  abstract Taken<T> awaitNext() throws InterruptedException;

  /** An element of one of the chunks has its outcome. Any thread. */
  abstract void onSettled(Chunk<T> chunk, int index);

  final synchronized void add(Chunk<T> chunk) {
    enter(chunk);
    added += chunk.size();
  }

  /** It was not handed in after all. */
  final synchronized void withdraw(Chunk<T> chunk) {
    leave(chunk);
    added -= chunk.size();
  }

  /** Waits for the next one to be done, and takes it out. */
  final Taken<T> take() throws InterruptedException {
    Taken<T> next = awaitNext();
    taken++;
    return next;
  }

  final int size() {
    return added - taken;
  }

  final boolean isEmpty() {
    return size() == 0;
  }

  /** Takes out all there is. */
  final synchronized List<Chunk<T>> drain() {
    List<Chunk<T>> drained = snapshot();
    clear();
    taken = added;
    return drained;
  }

  /** How many the time-out has ended, or is about to. */
  final int unfinished() {
    return snapshot().stream().mapToInt(Chunk::unfinished).sum();
  }

  /** The oldest comes next. */
  static final class InOrder<T extends @Nullable Object> extends Outstanding<T> {
    // Guarded by this.
    private final Deque<Chunk<T>> line = new ArrayDeque<>();

    // Of the thread that takes.
    private @Nullable Chunk<T> current;
    private int next;

    @Override
    void enter(Chunk<T> chunk) {
      line.addLast(chunk);
    }

    @Override
    void leave(Chunk<T> chunk) {
      line.removeLastOccurrence(chunk);
    }

    @Override
    void clear() {
      line.clear();
      current = null;
    }

    @Override
    synchronized List<Chunk<T>> snapshot() {
      return List.copyOf(line);
    }

    @Override
    void onSettled(Chunk<T> chunk, int index) {
      // Who waits, waits for the chunk.
    }

    @Override
    Taken<T> awaitNext() throws InterruptedException {
      Chunk<T> chunk = current == null ? first() : current;
      chunk.await(next);
      Taken<T> element = chunk.take(next++);
      if (chunk.isTaken()) {
        next = 0;
        current = null;
        removeFirst();
      } else {
        current = chunk;
      }
      return element;
    }

    private synchronized Chunk<T> first() {
      return line.getFirst();
    }

    private synchronized void removeFirst() {
      line.removeFirst();
    }
  }

  /** The first to be done comes next. */
  static final class AsCompleted<T extends @Nullable Object> extends Outstanding<T> {
    private final BlockingQueue<Settled<T>> settled = new LinkedBlockingQueue<>();

    // Guarded by this.
    private final Set<Chunk<T>> all = new LinkedHashSet<>();

    @Override
    void enter(Chunk<T> chunk) {
      all.add(chunk);
    }

    @Override
    void leave(Chunk<T> chunk) {
      all.remove(chunk);
      settled.removeIf(element -> element.chunk() == chunk);
    }

    @Override
    void clear() {
      all.clear();
      settled.clear();
    }

    @Override
    synchronized List<Chunk<T>> snapshot() {
      return List.copyOf(all);
    }

    @Override
    void onSettled(Chunk<T> chunk, int index) {
      settled.add(new Settled<>(chunk, index));
    }

    @Override
    Taken<T> awaitNext() throws InterruptedException {
      Settled<T> next = settled.take();
      Taken<T> element = next.chunk().take(next.index());
      if (next.chunk().isTaken()) {
        forget(next.chunk());
      }
      return element;
    }

    private synchronized void forget(Chunk<T> chunk) {
      all.remove(chunk);
    }

    /** An element that has its outcome. */
    private record Settled<T extends @Nullable Object>(Chunk<T> chunk, int index) {}
  }
}
