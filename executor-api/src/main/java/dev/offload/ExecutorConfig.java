package dev.offload;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.collect.ImmutableSortedMap;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * How an executor is set up: what all backends share, and the options of single backends by key. Immutable.
 *
 * <p>{@link #builder()} and {@link #load()} begin with what stands outside the program: system properties {@code offload.workers}, over
 * environment variables {@code OFFLOAD_WORKERS}, over the file {@code offload.properties} on the class path, over the defaults. What
 * the builder is told counts most (rule E8). Durations are written {@code 500ms}, {@code 5s}, {@code 2m}, {@code 1h} or as in ISO 8601.
 *
 * @param backend the name of the backend; empty: the only one on the class path
 * @param workers most workers at once, 1 or more; default: the number of processors
 * @param prestart whether all workers start at once; default false: on demand (rule E1)
 * @param queueLimit most tasks that wait, 1 or more; default empty: no limit (rule C8)
 * @param queuePolicy what {@code submit} does at the limit; default {@link QueuePolicy#BLOCK}
 * @param maxTasksPerWorker how many tasks a worker runs before another takes its place, 1 or more; default empty: no limit
 * @param idleTimeout how long a worker may be idle before it ends, 1 ms or more; default 60 s, as in the JDK's cached
 *     pools. With {@code prestart} idle workers stay
 * @param cancelGrace how long a task may go on after its interrupt before its worker is ended, 0 or more; default 2 s. Only where the
 *     backend has {@link Capability#STOPS_TASKS} (rule K3)
 * @param maxStartFailures after how many failed starts in a row the executor is broken, 1 or more; default 3 (rule E3)
 * @param initializer runs once in each worker before its first task; default empty (rule E2)
 * @param outputListener gets what tasks print, where the backend has {@link Capability#CAPTURES_OUTPUT}; default empty: printed with a
 *     prefix
 * @param options the backends' own options, each key with its backend's name in front: {@code processes.heapMb}. Options of a backend
 *     that is not chosen rest
 */
public record ExecutorConfig(
    Optional<String> backend,
    int workers,
    boolean prestart,
    OptionalInt queueLimit,
    QueuePolicy queuePolicy,
    OptionalInt maxTasksPerWorker,
    Duration idleTimeout,
    Duration cancelGrace,
    int maxStartFailures,
    Optional<Action> initializer,
    Optional<OutputListener> outputListener,
    Map<String, String> options) {

  /**
   * Checks the bounds.
   *
   * @throws IllegalArgumentException naming the parameter, its bound and the value given (rule C9)
   */
  public ExecutorConfig {
    checkArgument(workers >= 1, "workers must be >= 1, was %s", workers);
    queueLimit.ifPresent(limit -> checkArgument(limit >= 1, "queueLimit must be >= 1, was %s", limit));
    Objects.requireNonNull(queuePolicy, "queuePolicy");
    maxTasksPerWorker.ifPresent(max -> checkArgument(max >= 1, "maxTasksPerWorker must be >= 1, was %s", max));
    checkArgument(idleTimeout.compareTo(Duration.ofMillis(1)) >= 0, "idleTimeout must be >= 1 ms, was %s", idleTimeout);
    checkArgument(!cancelGrace.isNegative(), "cancelGrace must be >= 0 ms, was %s", cancelGrace);
    checkArgument(maxStartFailures >= 1, "maxStartFailures must be >= 1, was %s", maxStartFailures);
    options = ImmutableSortedMap.copyOf(options);
  }

  /** The configuration found outside the program: system properties, environment, file, defaults. */
  public static ExecutorConfig load() {
    return builder().build();
  }

  /** A builder that begins with the configuration found outside the program. */
  public static ExecutorConfigBuilder builder() {
    ExecutorConfigBuilder builder = new ExecutorConfigBuilder();
    AmbientSettings.ofThisProgram().applyTo(builder);
    return builder;
  }

  /** The defaults alone, whatever stands outside the program. */
  public static ExecutorConfig defaults() {
    return new ExecutorConfigBuilder().build();
  }

  /** A builder that begins with this configuration, and looks at nothing outside the program. */
  public ExecutorConfigBuilder toBuilder() {
    return new ExecutorConfigBuilder(this);
  }

  /** This configuration with another backend. */
  public ExecutorConfig withBackend(String name) {
    return toBuilder().backend(name).build();
  }

  /** This configuration with another number of workers. */
  public ExecutorConfig withWorkers(int newWorkers) {
    return toBuilder().workers(newWorkers).build();
  }

  /** This configuration with one more backend option, for example {@code processes.heapMb}. */
  public ExecutorConfig withOption(String key, String value) {
    return toBuilder().option(key, value).build();
  }
}
