package dev.offload;

import com.google.common.util.concurrent.ListeningExecutorService;
import dev.offload.shared.SharedObjects;
import dev.offload.spi.Backends;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * Runs tasks on the workers of one backend: threads, child JVMs, or what else a {@link dev.offload.spi.BackendProvider} offers.
 *
 * <pre>{@code
 * try (TaskExecutor executor = TaskExecutor.open()) {
 *   TaskFuture<Integer> answer = executor.submit(() -> 6 * 7);
 *   System.out.println(answer.get());
 * }
 * }</pre>
 *
 * <p>All methods may be called from any thread, from listeners, and while others run. Every {@code submit} and {@code map}
 *
 * <ul>
 *   <li>returns at once, unless the queue has a limit, it is reached, and the policy is {@link QueuePolicy#BLOCK} (rules C1, C8);
 *   <li>takes its snapshot of the task in the calling thread on backends that {@link Capability#ISOLATES} (rule C6);
 *   <li>throws {@link NullPointerException} for a null task (rule C2), {@link RejectedExecutionException} after shutdown (rule C3) or
 *       when a full queue rejects, {@link BrokenExecutorException} if the executor is broken (rules E2, E3), and
 *       {@link WaitInterruptedException} if the thread is interrupted while it waits for room.
 * </ul>
 */
public interface TaskExecutor extends AutoCloseable {
  /**
   * Opens an executor with the configuration of {@link ExecutorConfig#load()}.
   *
   * @throws IllegalArgumentException if a setting is wrong, or no backend or several fit (rules C9, E8)
   */
  static TaskExecutor open() {
    return open(ExecutorConfig.load());
  }

  /**
   * Opens an executor.
   *
   * @throws IllegalArgumentException if a setting is wrong, or no backend or several fit (rules C9, E8)
   */
  static TaskExecutor open(ExecutorConfig config) {
    return Backends.find(config).create(config);
  }

  /** Submits a task that gives a value. */
  default <T extends @Nullable Object> TaskFuture<T> submit(Task<T> task) {
    return submit(TaskOptions.defaults(), task);
  }

  /** Submits a task that gives a value, with options. */
  <T extends @Nullable Object> TaskFuture<T> submit(TaskOptions options, Task<T> task);

  /** Submits a callable that the user already has, whatever its class; on isolating backends it must be able to travel (rule C4). */
  default <T extends @Nullable Object> TaskFuture<T> submit(Callable<T> task) {
    return submit(TaskOptions.defaults(), task);
  }

  /** Submits a callable that the user already has, with options. */
  <T extends @Nullable Object> TaskFuture<T> submit(TaskOptions options, Callable<T> task);

  /** Submits a task that gives no value. */
  default TaskFuture<@Nullable Void> submit(Action task) {
    return submit(TaskOptions.defaults(), task);
  }

  /** Submits a task that gives no value, with options. */
  TaskFuture<@Nullable Void> submit(TaskOptions options, Action task);

  /** Submits a function and its argument. */
  default <A extends @Nullable Object, T extends @Nullable Object> TaskFuture<T> submit(
      TaskFunction<A, T> function, A argument) {
    return submit(TaskOptions.defaults(), function, argument);
  }

  /** Submits a function and its argument, with options. */
  <A extends @Nullable Object, T extends @Nullable Object> TaskFuture<T> submit(
      TaskOptions options, TaskFunction<A, T> function, A argument);

  /** Submits a function and its two arguments. */
  default <A extends @Nullable Object, B extends @Nullable Object, T extends @Nullable Object> TaskFuture<T> submit(
      TaskBiFunction<A, B, T> function, A first, B second) {
    return submit(TaskOptions.defaults(), function, first, second);
  }

  /** Submits a function and its two arguments, with options. */
  <A extends @Nullable Object, B extends @Nullable Object, T extends @Nullable Object> TaskFuture<T> submit(
      TaskOptions options, TaskBiFunction<A, B, T> function, A first, B second);

  /** Applies a function to each input; results come in input order (rule M1). */
  default <A extends @Nullable Object, T extends @Nullable Object> Results<T> map(
      TaskFunction<A, T> function, Iterable<? extends A> inputs) {
    return map(MapOptions.defaults(), function, inputs);
  }

  /** Applies a function to each input; results come in input order (rule M1). */
  <A extends @Nullable Object, T extends @Nullable Object> Results<T> map(
      MapOptions options, TaskFunction<A, T> function, Iterable<? extends A> inputs);

  /** Applies a function to pairs of inputs, up to the shorter one; results come in input order (rules M1, M6). */
  default <A extends @Nullable Object, B extends @Nullable Object, T extends @Nullable Object> Results<T> map(
      TaskBiFunction<A, B, T> function, Iterable<? extends A> firsts, Iterable<? extends B> seconds) {
    return map(MapOptions.defaults(), function, firsts, seconds);
  }

  /** Applies a function to pairs of inputs, up to the shorter one; results come in input order (rules M1, M6). */
  <A extends @Nullable Object, B extends @Nullable Object, T extends @Nullable Object> Results<T> map(
      MapOptions options, TaskBiFunction<A, B, T> function, Iterable<? extends A> firsts, Iterable<? extends B> seconds);

  /** Applies a function to each input; results come in order of completion (rule M1). */
  default <A extends @Nullable Object, T extends @Nullable Object> Results<T> mapUnordered(
      TaskFunction<A, T> function, Iterable<? extends A> inputs) {
    return mapUnordered(MapOptions.defaults(), function, inputs);
  }

  /** Applies a function to each input; results come in order of completion (rule M1). */
  <A extends @Nullable Object, T extends @Nullable Object> Results<T> mapUnordered(
      MapOptions options, TaskFunction<A, T> function, Iterable<? extends A> inputs);

  /** Makes objects that the tasks of this executor share, wherever they run. They live as long as the executor (rule H2). */
  SharedObjects shared();

  /** What the backend can do. */
  Set<Capability> capabilities();

  /** The configuration this executor was opened with. */
  ExecutorConfig config();

  /**
   * Sets how many workers may run at once. More start as tasks ask for them; of too many, idle ones end at once and busy ones after
   * the task they run.
   *
   * @throws IllegalArgumentException if {@code workers} is under 1
   */
  void resize(int workers);

  /** Accepts nothing more and finishes what was accepted. */
  default void shutdown() {
    shutdown(ShutdownMode.FINISH_ACCEPTED);
  }

  /**
   * Accepts nothing more; the mode says what becomes of what was accepted (rule E4). Returns at once; only what cancels waits, for a
   * second at most, until workers on other machines have said which elements of a map they will not begin.
   */
  void shutdown(ShutdownMode mode);

  /** Accepts nothing more and cancels everything, interrupting what runs. */
  default void shutdownNow() {
    shutdown(ShutdownMode.CANCEL_ALL);
  }

  /** Tells whether a shutdown was asked for. */
  boolean isShutdown();

  /** Tells whether the executor was shut down, every task has ended and every worker is gone. */
  boolean isTerminated();

  /**
   * Waits until the executor is terminated and its threads have ended. Called from a listener or a task of this executor, it does not
   * wait for the thread it is called on.
   *
   * @return whether it is, false if the time ran out first (rule E5)
   * @throws InterruptedException if the thread is interrupted while it waits
   */
  boolean awaitTermination(Duration timeout) throws InterruptedException;

  /**
   * Shuts down and waits until everything accepted has finished. An interrupt while it waits turns it into {@link #shutdownNow()};
   * it goes on waiting for the workers to end, and the thread's flag is set on return (rule E5).
   */
  @Override
  void close();

  /**
   * This executor in the JDK's and Guava's terms; {@code invokeAll}, {@code invokeAny} and
   * {@link java.util.concurrent.ExecutorCompletionService} work on it. A {@code Runnable} that cannot travel is rejected with a
   * reason, never run in this JVM instead.
   */
  ListeningExecutorService asExecutorService();
}
