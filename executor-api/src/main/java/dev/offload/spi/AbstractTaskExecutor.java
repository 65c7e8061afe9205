package dev.offload.spi;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.util.concurrent.ListeningExecutorService;
import dev.offload.Action;
import dev.offload.Capability;
import dev.offload.ExecutorConfig;
import dev.offload.MapOptions;
import dev.offload.Results;
import dev.offload.ShutdownMode;
import dev.offload.Task;
import dev.offload.TaskBiFunction;
import dev.offload.TaskExecutor;
import dev.offload.TaskFunction;
import dev.offload.TaskFuture;
import dev.offload.TaskOptions;
import dev.offload.TaskTransferException;
import dev.offload.shared.SharedObjects;
import dev.offload.spi.shared.Items;
import dev.offload.spi.shared.Relay;
import dev.offload.spi.shared.SharedSpace;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The skeleton of an executor: all that is the same for every backend. A backend adds the making of workers and, where it isolates,
 * the encoding of tasks. The package documentation says how to write one.
 */
public abstract class AbstractTaskExecutor implements TaskExecutor {
  private final ExecutorConfig config;
  private final Set<Capability> capabilities;
  private final OwnedThreads threads = new OwnedThreads();
  private final CountDownLatch terminated = new CountDownLatch(1);
  private final Dispatcher dispatcher;
  private final Submitter submitter;
  private final SharedHome sharedHome;
  private volatile @Nullable Worker newestWorker;
  // Set before the first worker is made.
  private int firstNumber = 1;
  private @Nullable Relay relay;

  /** Makes an executor without workers; it takes tasks once {@link #opened} was called. */
  protected AbstractTaskExecutor(ExecutorConfig config, Set<Capability> capabilities) {
    this.config = config;
    this.capabilities = Set.copyOf(capabilities);
    this.dispatcher = new Dispatcher(config, capabilities.contains(Capability.STOPS_TASKS), threads);
    this.submitter = new Submitter(dispatcher);
    this.sharedHome = new SharedHome(dispatcher, threads);
  }

  /** Makes a worker that is not started. Must not do anything else: it is called with the dispatcher's lock held. */
  protected abstract Worker newWorker(int number);

  /**
   * Turns a task into what {@link Job#payload} gives to the worker. Called in the submitting thread (rule C6); by default the task
   * itself.
   *
   * @throws TaskTransferException if it cannot travel; it fails that task only (rule C5)
   */
  protected Object encode(TaskCall<?> call) {
    return call;
  }

  /**
   * Begins what travels of elements of a map that share a job, with the first of them; it becomes that job's {@link Job#payload}. Called in
   * the thread that maps (rule C6). A backend whose workers take such jobs overrides it; by default there are none.
   *
   * @return null if the element travels alone, as {@link #encode} gives it
   * @throws TaskTransferException if it cannot travel; it fails that element only (rule C5)
   */
  protected @Nullable ChunkPayload newChunk(TaskCall<?> first) {
    return null;
  }

  /**
   * How users' objects lie in shared ones; asked once, when the first of these is made. By default as they are. A backend that isolates has
   * to override it.
   */
  protected Items sharedItems() {
    return Items.BY_REFERENCE;
  }

  /**
   * Where the files of shared memory are to lie, for workers in other JVMs to find them; deleted with the executor. By default there are no
   * other JVMs.
   */
  protected Optional<Path> sharedMemoryDirectory() {
    return Optional.empty();
  }

  /** Gives back what the backend holds, after the last worker is gone. Called once, from any thread. */
  protected void released() {}

  /** The shared objects, for workers that are not in this JVM. */
  protected final SharedSpace sharedSpace() {
    return sharedHome.space();
  }

  /** What a worker that is not in this JVM has to call the space of shared objects. */
  protected final long sharedKey() {
    return sharedRelay().map(Relay::key).orElseGet(sharedHome::key);
  }

  /** Where calls to shared objects go on to if they live with another JVM's executor, for which this one's worker stands in. */
  protected final Optional<Relay> sharedRelay() {
    return Optional.ofNullable(relay);
  }

  /** The worker that was made last. */
  final Optional<Worker> newestWorker() {
    return Optional.ofNullable(newestWorker);
  }

  /** Begins: call it once, when the executor is made, before it is handed to the user. */
  protected final void opened() {
    submitter.encodeWith(this::encode, this::newChunk);
    sharedHome.belongsTo(this, this::sharedItems, this::sharedMemoryDirectory);
    dispatcher.onOpened(this::remembered, this::onTerminated);
  }

  /** Makes a daemon thread named {@code offload-} and {@code name}, not started; {@link #awaitTermination} waits for its end. */
  protected final Thread newThread(String name, Runnable body) {
    return threads.create(name, body);
  }

  /** As {@link #newThread(String, Runnable)}, with a kind of thread that {@code factory} chooses. */
  protected final Thread newThread(ThreadFactory factory, String name, Runnable body) {
    return threads.create(factory, name, body);
  }

  /** Does something later, in a thread that must not be blocked; not any more once the executor is terminated. */
  protected final void schedule(Duration delay, Runnable action) {
    dispatcher.alarm().schedule(delay, action);
  }

  @Override
  public final <T extends @Nullable Object> TaskFuture<T> submit(TaskOptions options, Task<T> task) {
    return submitter.submit(options, new TaskCall.OfCallable<>(task));
  }

  @Override
  public final <T extends @Nullable Object> TaskFuture<T> submit(TaskOptions options, Callable<T> task) {
    return submitter.submit(options, new TaskCall.OfCallable<>(task));
  }

  @Override
  public final TaskFuture<@Nullable Void> submit(TaskOptions options, Action task) {
    return submitter.submit(options, new TaskCall.OfAction(task));
  }

  @Override
  public final <A extends @Nullable Object, T extends @Nullable Object> TaskFuture<T> submit(
      TaskOptions options, TaskFunction<A, T> function, A argument) {
    return submitter.submit(options, new TaskCall.OfFunction<>(function, argument));
  }

  @Override
  public final <A extends @Nullable Object, B extends @Nullable Object, T extends @Nullable Object> TaskFuture<T> submit(
      TaskOptions options, TaskBiFunction<A, B, T> function, A first, B second) {
    return submitter.submit(options, new TaskCall.OfBiFunction<>(function, first, second));
  }

  @Override
  public final <A extends @Nullable Object, T extends @Nullable Object> Results<T> map(
      MapOptions options, TaskFunction<A, T> function, Iterable<? extends A> inputs) {
    return MapResults.inOrder(submitter, options, Inputs.calls(function, inputs));
  }

  @Override
  public final <A extends @Nullable Object, B extends @Nullable Object, T extends @Nullable Object> Results<T> map(
      MapOptions options, TaskBiFunction<A, B, T> function, Iterable<? extends A> firsts, Iterable<? extends B> seconds) {
    return MapResults.inOrder(submitter, options, Inputs.pairs(function, firsts, seconds));
  }

  @Override
  public final <A extends @Nullable Object, T extends @Nullable Object> Results<T> mapUnordered(
      MapOptions options, TaskFunction<A, T> function, Iterable<? extends A> inputs) {
    return MapResults.asCompleted(submitter, options, Inputs.calls(function, inputs));
  }

  @Override
  public final SharedObjects shared() {
    return sharedHome.objects();
  }

  @Override
  public final Set<Capability> capabilities() {
    return capabilities;
  }

  @Override
  public final ExecutorConfig config() {
    return config;
  }

  @Override
  public final void resize(int workers) {
    checkArgument(workers >= 1, "workers must be >= 1, was %s", workers);
    dispatcher.onResize(workers);
  }

  @Override
  public final void shutdown(ShutdownMode mode) {
    dispatcher.onShutdown(Objects.requireNonNull(mode, "mode"));
  }

  @Override
  public final boolean isShutdown() {
    return dispatcher.isShutdown();
  }

  @Override
  public final boolean isTerminated() {
    return terminated.getCount() == 0;
  }

  @Override
  public final boolean awaitTermination(Duration timeout) throws InterruptedException {
    long start = System.nanoTime();
    long nanos = TimeUnit.NANOSECONDS.convert(timeout);
    if (runsTaskOfThis()) {
      return isTerminated();
    }
    return terminated.await(nanos, TimeUnit.NANOSECONDS) && threads.joinAll(nanos - (System.nanoTime() - start));
  }

  @Override
  public final void close() {
    shutdown();
    boolean interrupted = false;
    boolean waiting = !runsTaskOfThis();
    while (waiting) {
      try {
        waiting = !awaitTermination(Duration.ofDays(1));
      } catch (InterruptedException e) {
        interrupted = true;
        shutdownNow();
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public final ListeningExecutorService asExecutorService() {
    return new BridgeExecutorService(this, submitter);
  }

  @Override
  public String toString() {
    return getClass().getSimpleName() + "[workers=" + config.workers() + (isShutdown() ? ", shut down]" : "]");
  }

  /** A task that waited for its own executor's end would wait for itself. */
  private boolean runsTaskOfThis() {
    return TaskScope.find().isPresent() && threads.isOwn(Thread.currentThread());
  }

  /** Makes its workers those of another JVM's executor, numbered from this one on. Before the first task. */
  final void standIn(int number, Relay toShared) {
    firstNumber = number;
    relay = toShared;
    dispatcher.killNobody();
  }

  final Submitter submitter() {
    return submitter;
  }

  private Worker remembered(int number) {
    Worker worker = newWorker(firstNumber - 1 + number);
    newestWorker = worker;
    return worker;
  }

  private void onTerminated() {
    try {
      sharedHome.close();
    } finally {
      try {
        released();
      } finally {
        terminated.countDown();
      }
    }
  }
}
