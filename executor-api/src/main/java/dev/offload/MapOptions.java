package dev.offload;

import static com.google.common.base.Preconditions.checkArgument;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * How {@link TaskExecutor#map} goes about its work.
 *
 * @param bufferSize most elements that are submitted and not yet taken, 1 or more; empty: everything is submitted at the call (rule M2)
 * @param chunkSize how many elements travel to a worker together, 1 or more; more than 2,048 count as that. Empty: as many as the worker
 *     does in a moment. Nobody sees it but by the clock (rule M4). Elements whose tasks have a time-out or retries, and those of an
 *     executor with a queue limit, travel one by one
 * @param timeout longest time from the call to the last result, 1 ms or more; empty: no limit (rule M5)
 * @param failFast whether the first failure that is reached ends the iteration and cancels the rest (rule M3); default false
 * @param taskOptions options of each element's task
 */
public record MapOptions(
    OptionalInt bufferSize, OptionalInt chunkSize, Optional<Duration> timeout, boolean failFast, TaskOptions taskOptions) {
  private static final MapOptions DEFAULTS = new MapOptions(
      OptionalInt.empty(), OptionalInt.empty(), Optional.empty(), false, TaskOptions.defaults());

  /**
   * Checks the bounds.
   *
   * @throws IllegalArgumentException if {@code bufferSize} or {@code chunkSize} is under 1, or {@code timeout} under 1 ms
   */
  public MapOptions {
    Objects.requireNonNull(taskOptions, "taskOptions");
    bufferSize.ifPresent(size -> checkArgument(size >= 1, "bufferSize must be >= 1, was %s", size));
    chunkSize.ifPresent(size -> checkArgument(size >= 1, "chunkSize must be >= 1, was %s", size));
    timeout.ifPresent(time ->
        checkArgument(time.compareTo(Duration.ofMillis(1)) >= 0, "timeout must be >= 1 ms, was %s", time));
  }

  /** No buffer limit, chunks by the backend, no time-out, no fail-fast. */
  public static MapOptions defaults() {
    return DEFAULTS;
  }

  /** These options with at most {@code size} elements submitted and not taken. */
  public MapOptions withBufferSize(int size) {
    return new MapOptions(OptionalInt.of(size), chunkSize, timeout, failFast, taskOptions);
  }

  /** These options with chunks of {@code size} elements. */
  public MapOptions withChunkSize(int size) {
    return new MapOptions(bufferSize, OptionalInt.of(size), timeout, failFast, taskOptions);
  }

  /** These options with a limit on the whole, counted from the call to {@code map}. */
  public MapOptions withTimeout(Duration newTimeout) {
    return new MapOptions(bufferSize, chunkSize, Optional.of(newTimeout), failFast, taskOptions);
  }

  /** These options with or without fail-fast. */
  public MapOptions withFailFast(boolean newFailFast) {
    return new MapOptions(bufferSize, chunkSize, timeout, newFailFast, taskOptions);
  }

  /** These options with other options for each element's task. */
  public MapOptions withTaskOptions(TaskOptions newTaskOptions) {
    return new MapOptions(bufferSize, chunkSize, timeout, failFast, newTaskOptions);
  }
}
