package dev.offload;

import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;

/** Gathers the settings of an {@link ExecutorConfig}, which says what each means. For one thread. */
public final class ExecutorConfigBuilder {
  private Optional<String> backend = Optional.empty();
  private int workers = Runtime.getRuntime().availableProcessors();
  private boolean prestart;
  private OptionalInt queueLimit = OptionalInt.empty();
  private QueuePolicy queuePolicy = QueuePolicy.BLOCK;
  private OptionalInt maxTasksPerWorker = OptionalInt.empty();
  private Duration idleTimeout = Duration.ofSeconds(60);
  private Duration cancelGrace = Duration.ofSeconds(2);
  private int maxStartFailures = 3;
  private Optional<Action> initializer = Optional.empty();
  private Optional<OutputListener> outputListener = Optional.empty();
  private final Map<String, String> options = new TreeMap<>();

  ExecutorConfigBuilder() {}

  ExecutorConfigBuilder(ExecutorConfig config) {
    backend = config.backend();
    workers = config.workers();
    prestart = config.prestart();
    queueLimit = config.queueLimit();
    queuePolicy = config.queuePolicy();
    maxTasksPerWorker = config.maxTasksPerWorker();
    idleTimeout = config.idleTimeout();
    cancelGrace = config.cancelGrace();
    maxStartFailures = config.maxStartFailures();
    initializer = config.initializer();
    outputListener = config.outputListener();
    options.putAll(config.options());
  }

  /** Sets the backend's name. */
  public ExecutorConfigBuilder backend(String name) {
    backend = Optional.of(name);
    return this;
  }

  /** Sets the most workers at once. */
  public ExecutorConfigBuilder workers(int count) {
    workers = count;
    return this;
  }

  /** Sets whether all workers start at once. */
  public ExecutorConfigBuilder prestart(boolean atOnce) {
    prestart = atOnce;
    return this;
  }

  /** Sets the most tasks that wait. */
  public ExecutorConfigBuilder queueLimit(int limit) {
    queueLimit = OptionalInt.of(limit);
    return this;
  }

  /** Sets what {@code submit} does at the limit. */
  public ExecutorConfigBuilder queuePolicy(QueuePolicy policy) {
    queuePolicy = policy;
    return this;
  }

  /** Sets how many tasks a worker runs before another takes its place. */
  public ExecutorConfigBuilder maxTasksPerWorker(int max) {
    maxTasksPerWorker = OptionalInt.of(max);
    return this;
  }

  /** Sets how long a worker may be idle before it ends. */
  public ExecutorConfigBuilder idleTimeout(Duration timeout) {
    idleTimeout = Objects.requireNonNull(timeout, "idleTimeout");
    return this;
  }

  /** Sets how long a task may go on after its interrupt. */
  public ExecutorConfigBuilder cancelGrace(Duration grace) {
    cancelGrace = Objects.requireNonNull(grace, "cancelGrace");
    return this;
  }

  /** Sets after how many failed starts in a row the executor is broken. */
  public ExecutorConfigBuilder maxStartFailures(int max) {
    maxStartFailures = max;
    return this;
  }

  /** Sets what runs once in each worker before its first task. */
  public ExecutorConfigBuilder initializer(Action action) {
    initializer = Optional.of(action);
    return this;
  }

  /** Sets who gets what tasks print. */
  public ExecutorConfigBuilder outputListener(OutputListener listener) {
    outputListener = Optional.of(listener);
    return this;
  }

  /** Sets an option of one backend, for example {@code processes.heapMb}. Whether the key is known is told at {@code open}. */
  public ExecutorConfigBuilder option(String key, String value) {
    options.put(key, Objects.requireNonNull(value, key));
    return this;
  }

  /**
   * Makes the configuration.
   *
   * @throws IllegalArgumentException naming the parameter, its bound and the value given (rule C9)
   */
  public ExecutorConfig build() {
    return new ExecutorConfig(backend, workers, prestart, queueLimit, queuePolicy, maxTasksPerWorker, idleTimeout,
        cancelGrace, maxStartFailures, initializer, outputListener, options);
  }
}
