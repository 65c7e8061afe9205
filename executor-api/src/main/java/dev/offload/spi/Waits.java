package dev.offload.spi;

import dev.offload.Completed;
import dev.offload.ReturnWhen;
import dev.offload.TaskFuture;
import dev.offload.TaskFutures;
import dev.offload.Waited;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What stands behind {@link TaskFutures}. */
public final class Waits {
  private Waits() {}

  /** See {@link TaskFutures#waitFor}; {@link Long#MAX_VALUE} waits for ever. */
  public static <T extends @Nullable Object> Waited<T> waitFor(
      Iterable<? extends TaskFuture<? extends T>> futures, ReturnWhen returnWhen, long timeoutNanos)
      throws InterruptedException {
    Objects.requireNonNull(returnWhen, "returnWhen");
    Set<TaskFuture<T>> distinct = distinct(futures);
    Tally.await(distinct, returnWhen, timeoutNanos);
    // Looked at once, so that each future stands in exactly one of the two lists.
    var byDone = distinct.stream().collect(Collectors.partitioningBy(TaskFuture::isDone));
    return new Waited<>(byDone.getOrDefault(true, List.of()), byDone.getOrDefault(false, List.of()));
  }

  /** See {@link TaskFutures#asCompleted}; {@link Long#MAX_VALUE} waits for ever. */
  public static <T extends @Nullable Object> Completed<T> asCompleted(
      Iterable<? extends TaskFuture<? extends T>> futures, long timeoutNanos) {
    return new Arrivals<>(distinct(futures), timeoutNanos);
  }

  /** Each future once, in the order given. A future is only read, so a future of a subtype may stand for one of its supertype. */
  @SuppressWarnings("unchecked")
  private static <T extends @Nullable Object> Set<TaskFuture<T>> distinct(
      Iterable<? extends TaskFuture<? extends T>> futures) {
    Set<TaskFuture<T>> distinct = new LinkedHashSet<>();
    for (TaskFuture<? extends T> future : futures) {
      distinct.add((TaskFuture<T>) Objects.requireNonNull(future, "future"));
    }
    return distinct;
  }
}
