package dev.offload.spi;

import dev.offload.Capability;
import dev.offload.ExecutorConfig;
import dev.offload.Progress;
import dev.offload.ShutdownMode;
import dev.offload.TaskExecutor;
import dev.offload.TaskFuture;
import dev.offload.TaskOptions;
import dev.offload.spi.shared.Relay;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One worker of a backend in this JVM that stands in for a worker of an executor in another one: it runs for it one task after another, and
 * is what makes a task end, tells its stack, and knows how it was lost. When and why is for that executor to decide: this one retries
 * nothing, and ends no task that goes on after its interrupt. Any thread.
 */
public final class StandIn implements AutoCloseable {
  private static final Duration NEVER = Duration.ofDays(1_000);
  /** With one, a task would be lost that was given to a worker that was just ending. */
  private static final int MOST_START_FAILURES = 2;

  private final AbstractTaskExecutor executor;

  private StandIn(AbstractTaskExecutor executor) {
    this.executor = executor;
  }

  /** What the other executor has to know of a task. Called in the thread that ran it; must not block. */
  public interface Listener {
    /** The task says how far it is. */
    void progressed(Progress latest);

    /** The task has its outcome, and its work has ended. */
    void ended(TaskFuture<?> task);
  }

  /**
   * Opens one, whose first worker is called {@code worker-} and {@code number}. Of the configuration count the backend, its options, the
   * initializer, and who listens to output. {@code relay} leads to the other executor's shared objects, from workers in JVMs of their own.
   *
   * @throws IllegalArgumentException if the backend is not here, or an option is out of its range
   */
  public static StandIn open(ExecutorConfig config, int number, Relay relay) {
    ExecutorConfig single = config.toBuilder().workers(1).idleTimeout(NEVER).maxStartFailures(MOST_START_FAILURES).build();
    TaskExecutor opened = TaskExecutor.open(single);
    if (!(opened instanceof AbstractTaskExecutor executor)) {
      opened.close();
      throw new IllegalArgumentException("backend \"" + single.backend().orElse("") + "\" has no workers that stand in for others");
    }
    executor.standIn(number, relay);
    return new StandIn(executor);
  }

  /** Begins a task, which to itself is one of that name in that attempt. */
  public <T extends @Nullable Object> TaskFuture<T> submit(String name, int attempt, TaskCall<T> call, Listener listener) {
    Submitter submitter = executor.submitter();
    Job<T> job = submitter.newStandInJob(TaskOptions.named(name));
    job.extras().earlierAttempts = attempt - 1;
    job.extras().progressListener = listener::progressed;
    ((Stopped) job.stopped()).watch(new Watcher() {
      @Override
      void onDone(TaskFuture<?> stopped) {
        listener.ended(job);
      }
    });
    submitter.ensureAccepting();
    submitter.submit(job, call);
    return job;
  }

  /**
   * For a task that stands for several of the other executor, on a thread of this JVM: calls one of them, which to itself is one of that
   * name.
   */
  public static <T extends @Nullable Object> T callOneOfMany(String name, Callable<T> one) throws Exception {
    JobContext context = (JobContext) TaskScope.find().orElseThrow();
    return TaskScope.call(context.named(name), one);
  }

  /** Tells whether tasks are copied into the worker (capability ISOLATES): then what is submitted must be able to travel. */
  public boolean isolates() {
    return executor.capabilities().contains(Capability.ISOLATES);
  }

  /** Interrupts the task's thread, as long as it runs. Its future has the outcome that the task makes of it. */
  public void interrupt(TaskFuture<?> task) {
    worker().ifPresent(worker -> worker.interrupt((Job<?>) task));
  }

  /** Hands the stack of the task's thread to {@code answer}, now or later, or never if it cannot be had. */
  public void stackOf(TaskFuture<?> task, Consumer<StackTraceElement[]> answer) {
    worker().ifPresent(worker -> worker.stackOf((Job<?>) task, answer));
  }

  /** The id of the process that the worker is, once there is one, or is in. */
  public OptionalLong pid() {
    return worker().map(Worker::pid).orElse(OptionalLong.empty());
  }

  /** How the worker ended, once it has. */
  public Optional<Exit> exit() {
    return worker().flatMap(Worker::exit);
  }

  /** Asks the process that the worker is to end. */
  public void terminate() {
    worker().ifPresent(Worker::terminate);
  }

  /** Ends the worker whatever it is doing. */
  public void kill() {
    worker().ifPresent(Worker::kill);
  }

  /** Begins its end: at once if it has no task, else when that has ended, which is cancelled. */
  @Override
  public void close() {
    executor.shutdown(ShutdownMode.CANCEL_ALL);
  }

  /** Waits until all that it had is given back. */
  public boolean awaitEnd(Duration timeout) throws InterruptedException {
    return executor.awaitTermination(timeout);
  }

  private Optional<Worker> worker() {
    return executor.newestWorker();
  }
}
