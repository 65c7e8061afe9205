package dev.offload;

import static com.google.common.base.Preconditions.checkArgument;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/**
 * What one task may ask for.
 *
 * @param name how messages, output prefixes and thread dumps call the task; empty: its number only
 * @param timeout longest run, counted from RUNNING (rule K5), 1 ms or more; empty: no limit
 * @param priority higher starts first, then order of submission (rule C7); default 0
 * @param retries how many more attempts may follow one that ended as {@code retryOn} says, 0 or more; default 0, because a task that
 *     was cut short may have had effects. A number above 0 is the caller's word that the task may run more than once. The attempts
 *     share one {@code timeout}.
 * @param retryOn what a further attempt may follow; default {@link RetryOn#WORKER_LOST}
 */
public record TaskOptions(
    Optional<String> name, Optional<Duration> timeout, int priority, int retries, RetryOn retryOn) {
  private static final TaskOptions DEFAULTS =
      new TaskOptions(Optional.empty(), Optional.empty(), 0, 0, RetryOn.WORKER_LOST);

  /**
   * Checks the bounds.
   *
   * @throws IllegalArgumentException if {@code timeout} is under 1 ms or {@code retries} is negative
   */
  public TaskOptions {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(retryOn, "retryOn");
    timeout.ifPresent(time ->
        checkArgument(time.compareTo(Duration.ofMillis(1)) >= 0, "timeout must be >= 1 ms, was %s", time));
    checkArgument(retries >= 0, "retries must be >= 0, was %s", retries);
  }

  /** No name, no time-out, priority 0, no retries. */
  public static TaskOptions defaults() {
    return DEFAULTS;
  }

  /** The defaults with a name. */
  public static TaskOptions named(String name) {
    return DEFAULTS.withName(name);
  }

  /** These options with another name. */
  public TaskOptions withName(String newName) {
    return new TaskOptions(Optional.of(newName), timeout, priority, retries, retryOn);
  }

  /** These options with another time-out, 1 ms or more. */
  public TaskOptions withTimeout(Duration newTimeout) {
    return new TaskOptions(name, Optional.of(newTimeout), priority, retries, retryOn);
  }

  /** These options with another priority. */
  public TaskOptions withPriority(int newPriority) {
    return new TaskOptions(name, timeout, newPriority, retries, retryOn);
  }

  /** These options with up to {@code newRetries} more attempts after the loss of a worker. */
  public TaskOptions withRetries(int newRetries) {
    return withRetries(newRetries, RetryOn.WORKER_LOST);
  }

  /** These options with up to {@code newRetries} more attempts after what {@code newRetryOn} names. */
  public TaskOptions withRetries(int newRetries, RetryOn newRetryOn) {
    return new TaskOptions(name, timeout, priority, newRetries, newRetryOn);
  }
}
