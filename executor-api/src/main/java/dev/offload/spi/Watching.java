package dev.offload.spi;

import com.google.common.util.concurrent.MoreExecutors;
import dev.offload.TaskFuture;

/** Watches futures, our own promises and what others have wrapped around them. */
final class Watching {
  private Watching() {}

  static void watch(TaskFuture<?> future, Watcher watcher) {
    if (future instanceof Promise<?> promise) {
      promise.watch(watcher);
    } else {
      future.addListener(() -> watcher.onDone(future), MoreExecutors.directExecutor());
    }
  }

  /** Takes a watcher back; a future that is not ours has no way to, and keeps it until it is done. */
  static void unwatch(TaskFuture<?> future, Watcher watcher) {
    if (future instanceof Promise<?> promise) {
      promise.unwatch(watcher);
    }
  }
}
