package dev.offload.spi;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Those who watch one promise, in order of registration. The promise guards it; taking an entry out costs O(1) (rule W4). */
final class WatcherList {
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

  /** The entries in order of registration, unlinked from each other. */
  List<Watcher> drain() {
    List<Watcher> drained = new ArrayList<>(size);
    for (Watcher watcher = first; watcher != null; watcher = first) {
      remove(watcher);
      drained.add(watcher);
    }
    return drained;
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
