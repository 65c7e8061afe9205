package dev.offload;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What {@link TaskFutures#waitFor} found when it returned: each future once, in the order given (rule W1).
 *
 * @param done the futures that were done
 * @param notDone the others
 * @param <T> what the tasks return
 */
public record Waited<T extends @Nullable Object>(List<TaskFuture<T>> done, List<TaskFuture<T>> notDone) {
  /** Copies both lists. */
  public Waited {
    done = List.copyOf(done);
    notDone = List.copyOf(notDone);
  }
}
