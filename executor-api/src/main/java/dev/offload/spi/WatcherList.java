package dev.offload.spi;

import com.google.common.base.Throwables;
import dev.offload.TaskFuture;
import org.jspecify.annotations.Nullable;

/** Those who watch one promise, in order of registration. The promise guards it; taking an entry out costs O(1) (rule W4). */
final class WatcherList {
  /** Of a promise that nobody watches. Nobody is ever entered here. */
  static final WatcherList NOBODY = new WatcherList();

  private static final int FIRST_SWEEP = 16;

  private @Nullable Watcher first;
  private @Nullable Watcher last;
  private int size;
  private int sweepAt = FIRST_SWEEP;

  void add(Watcher watcher) {
    if (size >= sweepAt) {
      sweep();
    }
    watcher.previous = last;
    if (last == null) {
      first = watcher;
    } else {
      last.next = watcher;
    }
    last = watcher;
    watcher.listed = true;
    size++;
  }

  void remove(Watcher watcher) {
    if (!watcher.listed) {
      return;
    }
    watcher.listed = false;
    size--;
    if (watcher.previous == null) {
      first = watcher.next;
    } else {
      watcher.previous.next = watcher.next;
    }
    if (watcher.next == null) {
      last = watcher.previous;
    } else {
      watcher.next.previous = watcher.previous;
    }
    watcher.previous = null;
    watcher.next = null;
  }

  /**
   * Takes out those that run no code of the user, and tells them. Allocates nothing, and one that throws keeps no other from being told:
   * memory may have run out.
   */
  void tellOwn(TaskFuture<?> done) {
    Throwable failure = null;
    Watcher following;
    for (Watcher watcher = first; watcher != null; watcher = following) {
      following = watcher.next;
      if (!watcher.runsUserCode()) {
        remove(watcher);
        try {
          watcher.onDone(done);
        } catch (Throwable e) {
          failure = failure == null ? e : failure;
        }
      }
    }
    if (failure != null) {
      Throwables.throwIfUnchecked(failure);
    }
  }

  /** Takes out those that are left, and tells them. */
  void tellUsers(TaskFuture<?> done) {
    for (Watcher watcher = first; watcher != null; watcher = first) {
      remove(watcher);
      watcher.onDone(done);
    }
  }

  int size() {
    return size;
  }

  /** Drops iterators that were left behind without being closed. The distance between sweeps keeps adding at O(1) on average. */
  private void sweep() {
    Watcher following;
    for (Watcher watcher = first; watcher != null; watcher = following) {
      following = watcher.next;
      if (watcher.isAbandoned()) {
        remove(watcher);
      }
    }
    sweepAt = Math.max(FIRST_SWEEP, 2 * size);
  }
}
