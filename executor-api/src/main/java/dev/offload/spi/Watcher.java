package dev.offload.spi;

import dev.offload.TaskFuture;
import org.jspecify.annotations.Nullable;

/** One who wants to know when a promise is done: an entry of its {@link WatcherList}. Used for one promise, once. */
abstract class Watcher {
  // Guarded by the promise.
  @Nullable Watcher previous;
  @Nullable Watcher next;
  boolean listed;

  /** Called once, in the thread that completes the promise or, where it is done already, in the thread that watches. */
  abstract void onDone(TaskFuture<?> done);

  /** Tells whether {@link #onDone} runs code of the user, which may block or throw. */
  boolean runsUserCode() {
    return false;
  }

  /** Tells whether nobody is left to care, so that the entry may be dropped. */
  boolean isAbandoned() {
    return false;
  }
}
