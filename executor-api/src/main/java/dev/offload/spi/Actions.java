package dev.offload.spi;

import com.google.common.base.Throwables;
import java.util.ArrayList;
import java.util.List;

/** What was decided under the dispatcher's lock and is done after leaving it, in order. For one thread. */
final class Actions {
  private final List<Runnable> list = new ArrayList<>(2);

  void add(Runnable action) {
    list.add(action);
  }

  /** Does all of them: one that fails, for want of a thread for example, must not keep the others from being done. */
  void run() {
    Throwable first = null;
    for (Runnable action : list) {
      try {
        action.run();
      } catch (Throwable e) {
        first = first == null ? e : first;
      }
    }
    if (first != null) {
      Throwables.throwIfUnchecked(first);
      throw new IllegalStateException("an action threw what it cannot", first);
    }
  }
}
