package dev.offload.spi;

import com.google.common.base.Throwables;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What was decided under the dispatcher's lock and is done after leaving it, in order. For one thread. */
final class Actions {
  // Most decisions have one or none.
  private @Nullable Runnable first;
  private List<Runnable> others = List.of();

  void add(Runnable action) {
    if (first == null) {
      first = action;
      return;
    }
    if (others.isEmpty()) {
      others = new ArrayList<>();
    }
    others.add(action);
  }

  /** Does all of them: one that fails, for want of a thread for example, must not keep the others from being done. */
  void run() {
    if (first == null) {
      return;
    }
    Throwable failure = tryRun(first);
    for (Runnable action : others) {
      Throwable next = tryRun(action);
      failure = failure == null ? next : failure;
    }
    if (failure != null) {
      Throwables.throwIfUnchecked(failure);
      throw new IllegalStateException("an action threw what it cannot", failure);
    }
  }

  private static @Nullable Throwable tryRun(Runnable action) {
    try {
      action.run();
      return null;
    } catch (Throwable e) {
      return e;
    }
  }
}
