package dev.offload;

import dev.offload.spi.WorkerStore;
import java.io.Serializable;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * State of which each worker has its own: a connection, a parser, a cache. Made by the initializer, which sets it, or on first use, once in
 * each worker, and kept from task to task. One that is {@link AutoCloseable} is closed when its worker ends in good order, the one that was
 * made last first; not when the worker is killed, crashes, or ends by {@code System.exit}.
 *
 * <pre>{@code
 * WorkerLocal<Connection> connection = WorkerLocal.withInitial(() -> DriverManager.getConnection(url));
 * executor.map(id -> read(connection.get(), id), ids);
 * }</pre>
 *
 * <p>For tasks and the initializer, on their own thread. On child JVMs it works on other threads of the worker too. A task can capture it;
 * it can be a static field as well.
 *
 * @param <T> the state; null is a legal value
 */
public final class WorkerLocal<T extends @Nullable Object> implements Serializable {
  private static final long serialVersionUID = 1L;

  private final long key = ThreadLocalRandom.current().nextLong();
  private final @Nullable Task<T> initial;

  private WorkerLocal(@Nullable Task<T> initial) {
    this.initial = initial;
  }

  /** One that is made by {@code initial} in each worker whose tasks ask for it and where it was not set. */
  public static <T extends @Nullable Object> WorkerLocal<T> withInitial(Task<T> initial) {
    return new WorkerLocal<>(Objects.requireNonNull(initial, "initial"));
  }

  /** One that has to be set in each worker, by the initializer for example. */
  public static <T extends @Nullable Object> WorkerLocal<T> unset() {
    return new WorkerLocal<>(null);
  }

  /**
   * This worker's state.
   *
   * @throws NoSuchElementException if it was not set, and there is nothing to make it by
   * @throws IllegalStateException if no worker runs this thread, or making the state threw a checked exception, which is the cause; an
   *     unchecked one comes as it is
   */
  public T get() {
    return WorkerStore.current().get(key, this::make);
  }

  /**
   * Sets this worker's state. One that was there before is not closed: it is the caller's again.
   *
   * @throws IllegalStateException if no worker runs this thread
   */
  public void set(T state) {
    WorkerStore.current().set(key, state);
  }

  private T make() {
    if (initial == null) {
      throw new NoSuchElementException("the state of this worker was not set; it may be set by the initializer");
    }
    try {
      return initial.call();
    } catch (RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new IllegalStateException("the state of this worker could not be made: " + e, e);
    }
  }
}
