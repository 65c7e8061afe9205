package dev.offload.spi;

import static dev.offload.TaskStatus.CANCELLED;
import static dev.offload.TaskStatus.FAILED;
import static dev.offload.TaskStatus.PENDING;
import static dev.offload.TaskStatus.RUNNING;
import static dev.offload.TaskStatus.SUCCEEDED;

import com.google.common.util.concurrent.ListenableFuture;
import com.google.common.util.concurrent.MoreExecutors;
import dev.offload.Progress;
import dev.offload.TaskStatus;
import dev.offload.Timeline;
import java.util.Optional;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * The write side of a task, and the only state machine of the library:
 *
 * <pre>
 *   PENDING --tryStart--&gt; RUNNING
 *   PENDING, RUNNING --trySucceed--&gt; SUCCEEDED
 *   PENDING, RUNNING --tryFail-----&gt; FAILED
 *   PENDING, RUNNING --cancel------&gt; CANCELLED
 * </pre>
 *
 * <p>Each arrow is one method that returns whether it was taken; the first outcome wins (rule S1). Called from any thread.
 */
final class Promise<T extends @Nullable Object> extends ReadSide<T> {
  private final long id;
  private final Optional<String> givenName;
  private final Executor callbacks;
  private final long submittedNanos;

  private volatile TaskStatus status = PENDING;
  private volatile @Nullable Progress progress;

  // Guarded by this; result is written before status, and may be read without the guard after it.
  private @Nullable Object result;
  private long startedNanos = Clock.NEVER;
  private long finishedNanos = Clock.NEVER;
  private @Nullable Work work;
  private @Nullable WatcherList watchers;
  private boolean workEnded;
  private @Nullable Promise<@Nullable Void> stopped;

  /** Makes a pending promise. What {@code callbacks} runs is the users' code, so that it holds up no worker (rule L3). */
  Promise(long id, Optional<String> givenName, Executor callbacks, @Nullable Work work, long submittedNanos) {
    this.id = id;
    this.givenName = givenName;
    this.callbacks = callbacks;
    this.work = work;
    this.submittedNanos = submittedNanos;
  }

  boolean tryStart(long nanos) {
    synchronized (this) {
      if (status != PENDING) {
        return false;
      }
      startedNanos = nanos;
      status = RUNNING;
      return true;
    }
  }

  boolean trySucceed(T value) {
    return trySettle(SUCCEEDED, value);
  }

  /** Succeeds without a value. */
  boolean tryEnd() {
    return trySettle(SUCCEEDED, null);
  }

  boolean tryFail(Throwable failure) {
    return trySettle(FAILED, failure);
  }

  @Override
  public boolean cancel(boolean mayInterruptIfRunning) {
    // In the caller's own thread listeners may run at once, so that they have seen it when this returns (rule S3).
    return cancel(mayInterruptIfRunning, MoreExecutors.directExecutor());
  }

  /** Cancels for the executor itself: listeners run as they do after any other outcome. */
  boolean cancelFromInside(boolean mayInterruptIfRunning) {
    return cancel(mayInterruptIfRunning, callbacks);
  }

  /** The work has really ended, whatever became of the future (rule K6). */
  void workEnded() {
    Promise<@Nullable Void> told;
    synchronized (this) {
      workEnded = true;
      work = null;
      told = stopped;
    }
    if (told != null) {
      told.trySucceed(null);
    }
  }

  long submittedNanos() {
    return submittedNanos;
  }

  void progress(Progress latest) {
    progress = latest;
  }

  @Override
  void watch(Watcher watcher) {
    synchronized (this) {
      if (!status.isDone()) {
        if (watchers == null) {
          watchers = new WatcherList();
        }
        watchers.add(watcher);
        return;
      }
    }
    watcher.onDone(this);
  }

  @Override
  void unwatch(Watcher watcher) {
    synchronized (this) {
      if (watchers != null) {
        watchers.remove(watcher);
      }
    }
  }

  synchronized int watcherCount() {
    return watchers == null ? 0 : watchers.size();
  }

  @Override
  @Nullable Object result() {
    return result;
  }

  @Override
  public String name() {
    return givenName.orElseGet(() -> "task-" + id);
  }

  @Override
  public TaskStatus status() {
    return status;
  }

  @Override
  public ListenableFuture<@Nullable Void> stopped() {
    synchronized (this) {
      if (stopped == null) {
        // No work stands behind it, so cancelling it does nothing.
        stopped = new Promise<>(id, givenName, callbacks, null, submittedNanos);
        if (workEnded) {
          stopped.trySucceed(null);
        }
      }
      return stopped;
    }
  }

  @Override
  public synchronized Timeline timeline() {
    return new Timeline(Clock.instant(submittedNanos), Clock.instantIfAny(startedNanos), Clock.instantIfAny(finishedNanos));
  }

  @Override
  public Optional<Progress> progress() {
    return Optional.ofNullable(progress);
  }

  private synchronized @Nullable Work work() {
    return work;
  }

  private boolean cancel(boolean mayInterruptIfRunning, Executor listenersOn) {
    Work behind = work();
    TaskStatus seen = status;
    while (behind != null && !seen.isDone()) {
      if (seen == PENDING && !behind.recall()) {
        // A worker has begun it, and its word has not come through yet.
        tryStart(Clock.nanos());
      } else if (seen == RUNNING && !mayInterruptIfRunning) {
        return false;
      } else {
        WatcherList told = settle(seen, CANCELLED, null);
        if (told != null) {
          // The work first: a listener may close the executor, and that waits for the work to end.
          behind.cancelled(seen == RUNNING);
          tell(told, listenersOn);
          return true;
        }
      }
      seen = status;
    }
    return false;
  }

  private boolean trySettle(TaskStatus outcome, @Nullable Object value) {
    WatcherList told = settle(null, outcome, value);
    if (told != null) {
      tell(told, callbacks);
    }
    return told != null;
  }

  /**
   * Settles in whatever state it is, or only in {@code from}: a task must not begin between a look and its cancellation. Allocates
   * nothing: where memory has run out, those who wait get the outcome all the same (rule E6).
   *
   * @return those who are to be told; null if the arrow was not taken
   */
  private synchronized @Nullable WatcherList settle(
      @Nullable TaskStatus from, TaskStatus outcome, @Nullable Object value) {
    if (status.isDone() || from != null && status != from) {
      return null;
    }
    WatcherList told = watchers == null ? WatcherList.NOBODY : watchers;
    watchers = null;
    result = value;
    finishedNanos = Clock.nanos();
    status = outcome;
    return told;
  }

  private void tell(WatcherList told, Executor listenersOn) {
    try {
      told.tellOwn(this);
    } finally {
      if (told.size() > 0) {
        listenersOn.execute(() -> told.tellUsers(this));
      }
    }
  }
}
