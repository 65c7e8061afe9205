package dev.offload.spi;

import com.google.common.base.Throwables;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is done when a worker has ended jobs: it gets others first, then those get their outcomes. */
final class EndReport {
  private EndReport() {}

  static void of(Worker worker, Dispatcher dispatcher, List<? extends Ended<?>> ended) {
    List<Ended<?>> counting = new ArrayList<>(ended.size());
    Throwable trouble = null;
    try {
      dispatcher.release(worker, ended, counting);
    } catch (Throwable e) {
      trouble = e;
    }
    for (Ended<?> one : counting) {
      Throwable next = trySettle(one);
      trouble = trouble == null ? next : trouble;
    }
    if (trouble != null) {
      failUntold(worker, ended, trouble);
      Throwables.throwIfUnchecked(trouble);
      throw new IllegalStateException("the end of " + ended.get(0).job().describe() + " could not be told", trouble);
    }
  }

  private static @Nullable Throwable trySettle(Ended<?> one) {
    try {
      one.settle();
      return null;
    } catch (Throwable e) {
      one.job().fail(e);
      return e;
    }
  }

  /** What is still with the worker has ended all the same, and nobody else would tell: memory may have run out (rule E6). */
  private static void failUntold(Worker worker, List<? extends Ended<?>> ended, Throwable trouble) {
    for (Ended<?> one : ended) {
      if (one.job().worker == worker) {
        one.job().fail(trouble);
      }
    }
  }
}
