package dev.offload.spi;

import dev.offload.TaskContext;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/** Which task runs on which thread: what stands behind {@link TaskContext#current()}. */
public final class TaskScope {
  private static final ThreadLocal<@Nullable TaskContext> CURRENT = new ThreadLocal<>();

  private TaskScope() {}

  /** The context of the task that runs on this thread; empty if none does. */
  public static Optional<TaskContext> find() {
    return Optional.ofNullable(CURRENT.get());
  }

  /** Calls {@code work} as the task of {@code context}; a scope around it is back in place afterwards. */
  public static <T extends @Nullable Object> T call(TaskContext context, Callable<T> work) throws Exception {
    TaskContext outer = CURRENT.get();
    CURRENT.set(context);
    try {
      return work.call();
    } finally {
      // Not removed where there was none: the next task on this thread enters its own.
      CURRENT.set(outer);
    }
  }
}
