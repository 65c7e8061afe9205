package dev.offload.spi;

import dev.offload.Progress;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What few tasks have, apart from the job so that millions of them stay small: made when one of these is first needed. */
final class Extras {
  volatile @Nullable Progress progress;
  /** Gets all of that. Set before the task is handed in. */
  @Nullable Consumer<Progress> progressListener;
  volatile @Nullable Future<?> deadline;
  volatile @Nullable Stopped stopped;

  /** When the attempt that is under way began, if it is not the first. Set by the worker. */
  volatile long laterBegunNanos = Clock.NEVER;

  // Guarded by the dispatcher; the attempts may be read without it.
  volatile int earlierAttempts;
  int lostBeforeBegun;

  void progress(Progress latest) {
    progress = latest;
    Consumer<Progress> listener = progressListener;
    if (listener != null) {
      listener.accept(latest);
    }
  }

  void workEnded() {
    Future<?> timer = deadline;
    if (timer != null) {
      timer.cancel(false);
      // It knows the executor's threads.
      deadline = null;
    }
    Stopped told = stopped;
    if (told != null) {
      told.tryEnd();
    }
  }
}
