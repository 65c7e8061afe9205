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
abstract class Promise<T extends @Nullable Object> extends ReadSide<T> {
  private final long submittedNanos;

  // Null stands for PENDING: a volatile field that is written by the constructor costs as much as a lock.
  private volatile @Nullable TaskStatus status;
  private volatile @Nullable Extras extras;

  // Guarded by this; result is written before status, and may be read without the guard after it.
  private @Nullable Object result;
  private long startedNanos = Clock.NEVER;
  private long finishedNanos = Clock.NEVER;
  private @Nullable WatcherList watchers;

  Promise(long submittedNanos) {
    this.submittedNanos = submittedNanos;
  }

  /** Runs the users' code, so that it holds up no worker (rule L3). To be asked for ahead of the outcome; after it, it may be any. */
  abstract Executor callbacks();

  /**
   * Keeps the work from beginning.
   *
   * @return true if it has not begun and never will; false if a worker has begun it. Saying it twice changes nothing.
   */
  abstract boolean recall();

  /** The future was cancelled; {@code begun} says whether there is work to stop. */
  abstract void cancelled(boolean begun);

  /** Lets go of the work, which has really ended, whatever became of the future (rule K6). Called with this guarded. */
  abstract void dropWork();

  /** Tells whether the work has ended. Called with this guarded. */
  abstract boolean hasWorkEnded();

  boolean tryStart(long nanos) {
    synchronized (this) {
      if (status != null) {
        return false;
      }
      startedNanos = nanos;
      status = RUNNING;
      return true;
    }
  }

  boolean trySucceed(@Nullable Object value) {
    return trySettle(SUCCEEDED, value, Clock.nanos(), false);
  }

  boolean tryFail(Throwable failure) {
    return trySettle(FAILED, failure, Clock.nanos(), false);
  }

  /** Succeeds, and the work has ended with it, at {@code nanos} by {@link Clock}. */
  boolean trySucceedAtEnd(@Nullable Object value, long nanos) {
    return trySettle(SUCCEEDED, value, nanos, true);
  }

  @Override
  public boolean cancel(boolean mayInterruptIfRunning) {
    // In the caller's own thread listeners may run at once, so that they have seen it when this returns (rule S3).
    return cancel(mayInterruptIfRunning, MoreExecutors.directExecutor());
  }

  /** Cancels for the executor itself: listeners run as they do after any other outcome. */
  boolean cancelFromInside(boolean mayInterruptIfRunning) {
    return cancel(mayInterruptIfRunning, callbacks());
  }

  /** The work has really ended, whatever became of the future (rule K6). */
  void workEnded() {
    synchronized (this) {
      dropWork();
    }
    tellOfEnd();
  }

  long submittedNanos() {
    return submittedNanos;
  }

  /** Passes on what the task says of its progress. */
  public void progress(Progress latest) {
    extras().progress(latest);
  }

  @Override
  void watch(Watcher watcher) {
    synchronized (this) {
      if (!isDone()) {
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
  public TaskStatus status() {
    TaskStatus now = status;
    return now == null ? PENDING : now;
  }

  @Override
  public ListenableFuture<@Nullable Void> stopped() {
    synchronized (this) {
      Stopped known = extras().stopped;
      if (known == null) {
        known = new Stopped(name(), callbacks(), submittedNanos);
        extras().stopped = known;
        if (hasWorkEnded()) {
          known.tryEnd();
        }
      }
      return known;
    }
  }

  @Override
  public synchronized Timeline timeline() {
    return new Timeline(Clock.instant(submittedNanos), Clock.instantIfAny(startedNanos), Clock.instantIfAny(finishedNanos));
  }

  @Override
  public Optional<Progress> progress() {
    Extras known = extras;
    return known == null ? Optional.empty() : Optional.ofNullable(known.progress);
  }

  @Nullable Extras extrasIfAny() {
    return extras;
  }

  synchronized Extras extras() {
    Extras known = extras;
    if (known == null) {
      known = new Extras();
      extras = known;
    }
    return known;
  }

  /** Without the guard, which is the user's object: the dispatcher asks under its lock. */
  long startedNanos() {
    return status == null ? Clock.NEVER : startedNanos;
  }

  private void tellOfEnd() {
    Extras known = extras;
    if (known != null) {
      known.workEnded();
    }
  }

  private synchronized boolean isWorkedOn() {
    return !hasWorkEnded();
  }

  private boolean cancel(boolean mayInterruptIfRunning, Executor listenersOn) {
    TaskStatus seen = status();
    while (!seen.isDone() && isWorkedOn()) {
      if (seen == PENDING && !recall()) {
        // A worker has begun it, and its word has not come through yet.
        tryStart(Clock.nanos());
      } else if (seen == RUNNING && !mayInterruptIfRunning) {
        return false;
      } else {
        WatcherList told = settleFrom(seen);
        if (told != null) {
          try {
            // The work first: a listener may close the executor, and that waits for the work to end.
            cancelled(seen == RUNNING);
          } finally {
            tell(told, listenersOn);
          }
          return true;
        }
      }
      seen = status();
    }
    return false;
  }

  private synchronized @Nullable WatcherList settleFrom(TaskStatus seen) {
    return settle(seen, CANCELLED, null, Clock.nanos());
  }

  private boolean trySettle(TaskStatus outcome, @Nullable Object value, long nanos, boolean atEnd) {
    Executor listenersOn = callbacks();
    WatcherList told;
    synchronized (this) {
      told = settle(null, outcome, value, nanos);
      if (atEnd) {
        dropWork();
      }
    }
    try {
      if (told != null) {
        tell(told, listenersOn);
      }
    } finally {
      if (atEnd) {
        tellOfEnd();
      }
    }
    return told != null;
  }

  /**
   * Settles in whatever state it is, or only in {@code from}: a task must not begin between a look and its cancellation. Allocates
   * nothing: where memory has run out, those who wait get the outcome all the same (rule E6). Called with this guarded.
   *
   * @return those who are to be told; null if the arrow was not taken
   */
  private @Nullable WatcherList settle(@Nullable TaskStatus from, TaskStatus outcome, @Nullable Object value, long nanos) {
    if (isDone() || from != null && status() != from) {
      return null;
    }
    WatcherList told = watchers == null ? WatcherList.NOBODY : watchers;
    watchers = null;
    result = value;
    finishedNanos = nanos;
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
