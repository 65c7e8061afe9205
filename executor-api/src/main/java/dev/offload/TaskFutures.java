package dev.offload;

import dev.offload.spi.Waits;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Waits for several futures at once, of one executor or of many, on any mix of backends. */
public final class TaskFutures {
  private TaskFutures() {}

  /**
   * Waits as long as it takes.
   *
   * @throws InterruptedException if the thread is interrupted while it waits (rule W7)
   */
  public static <T extends @Nullable Object> Waited<T> waitFor(
      Iterable<? extends TaskFuture<? extends T>> futures, ReturnWhen returnWhen) throws InterruptedException {
    return Waits.waitFor(futures, returnWhen, Long.MAX_VALUE);
  }

  /**
   * Waits no longer than {@code timeout}; running out of time is no error (rule W3). Zero or less looks and does not wait.
   *
   * @throws InterruptedException if the thread is interrupted while it waits (rule W7)
   */
  public static <T extends @Nullable Object> Waited<T> waitFor(
      Iterable<? extends TaskFuture<? extends T>> futures, ReturnWhen returnWhen, Duration timeout)
      throws InterruptedException {
    return Waits.waitFor(futures, returnWhen, TimeUnit.NANOSECONDS.convert(timeout));
  }

  /** Each future once, those already done first in the order given, then in order of completion (rule W5). */
  public static <T extends @Nullable Object> Completed<T> asCompleted(
      Iterable<? extends TaskFuture<? extends T>> futures) {
    return Waits.asCompleted(futures, Long.MAX_VALUE);
  }

  /** As {@link #asCompleted(Iterable)}, with a clock that starts now, not at the first {@code next()} (rule W6). */
  public static <T extends @Nullable Object> Completed<T> asCompleted(
      Iterable<? extends TaskFuture<? extends T>> futures, Duration timeout) {
    return Waits.asCompleted(futures, TimeUnit.NANOSECONDS.convert(timeout));
  }
}
