package dev.offload.spi;

import dev.offload.ReturnWhen;
import dev.offload.TaskFuture;
import dev.offload.TaskStatus;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** One wait for several futures: counts those that are done until its condition holds. */
final class Tally {
  private final ReturnWhen returnWhen;
  private final AtomicInteger left;
  private final CountDownLatch satisfied = new CountDownLatch(1);

  private Tally(ReturnWhen returnWhen, int count) {
    this.returnWhen = returnWhen;
    this.left = new AtomicInteger(count);
  }

  /** Waits until the condition holds, the time is up, or there is nothing to wait for; leaves no watcher behind (rule W4). */
  static void await(Collection<? extends TaskFuture<?>> futures, ReturnWhen returnWhen, long timeoutNanos)
      throws InterruptedException {
    if (futures.isEmpty() || timeoutNanos <= 0) {
      return;
    }
    Tally tally = new Tally(returnWhen, futures.size());
    List<Entry> entries = new ArrayList<>();
    try {
      tally.enter(futures, entries);
      if (!tally.isSatisfied()) {
        tally.satisfied.await(timeoutNanos, TimeUnit.NANOSECONDS);
      }
    } finally {
      entries.forEach(entry -> Watching.unwatch(entry.future, entry));
    }
  }

  /** Counts what is done and watches the rest, until the condition holds. */
  private void enter(Collection<? extends TaskFuture<?>> futures, List<Entry> entries) {
    for (TaskFuture<?> future : futures) {
      if (isSatisfied()) {
        return;
      }
      if (future.isDone()) {
        count(future);
      } else {
        Entry entry = new Entry(future);
        entries.add(entry);
        Watching.watch(future, entry);
      }
    }
  }

  private boolean isSatisfied() {
    return satisfied.getCount() == 0;
  }

  private void count(TaskFuture<?> done) {
    boolean enough = left.decrementAndGet() == 0
        || returnWhen == ReturnWhen.FIRST_COMPLETED
        || returnWhen == ReturnWhen.FIRST_EXCEPTION && done.status() == TaskStatus.FAILED;
    if (enough) {
      satisfied.countDown();
    }
  }

  /** This tally among the watchers of one future. */
  private final class Entry extends Watcher {
    private final TaskFuture<?> future;

    Entry(TaskFuture<?> future) {
      this.future = future;
    }

    @Override
    void onDone(TaskFuture<?> done) {
      count(done);
    }
  }
}
