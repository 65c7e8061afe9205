package dev.offload.spi;

import com.google.common.util.concurrent.ForwardingListenableFuture.SimpleForwardingListenableFuture;
import com.google.common.util.concurrent.ListenableFuture;
import com.google.common.util.concurrent.ListeningExecutorService;
import com.google.common.util.concurrent.MoreExecutors;
import dev.offload.Action;
import dev.offload.Capability;
import dev.offload.Task;
import dev.offload.TaskExecutor;
import dev.offload.TaskFuture;
import dev.offload.TaskOptions;
import dev.offload.TaskStatus;
import dev.offload.TaskTransferException;
import java.io.Serializable;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.RunnableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A {@link TaskExecutor} in the terms of JDK and Guava. What {@code newTaskFor} makes is a job of ours, not handed in yet. */
final class BridgeExecutorService extends AbstractExecutorService implements ListeningExecutorService {
  private static final Logger LOGGER = LoggerFactory.getLogger(BridgeExecutorService.class);
  private static final String COMPLETION_SERVICE = "java.util.concurrent.ExecutorCompletionService$";

  private final TaskExecutor executor;
  private final Submitter submitter;
  private final ThreadLocal<@Nullable BridgeTask<?>> justMade = new ThreadLocal<>();

  BridgeExecutorService(TaskExecutor executor, Submitter submitter) {
    this.executor = executor;
    this.submitter = submitter;
  }

  @Override
  public void execute(Runnable command) {
    BridgeTask<?> made = justMade.get();
    justMade.remove();
    if (command instanceof BridgeTask<?> task) {
      task.handIn();
    } else if (made != null && wrapsTaskOfCompletionService(command)) {
      // The wrapper's own part, putting the future on its queue, is all that remains to be done here when the task has ended.
      made.addListener(command, MoreExecutors.directExecutor());
      made.handIn();
    } else {
      executeForeign(command);
    }
  }

  @Override
  protected <T> RunnableFuture<T> newTaskFor(Callable<T> callable) {
    return newTask(new TaskCall.OfCallable<>(callable));
  }

  @Override
  protected <T> RunnableFuture<T> newTaskFor(Runnable runnable, T value) {
    return newTask(new TaskCall.OfCallable<>(new RunnableTask<>(runnable, value)));
  }

  @Override
  public <T extends @Nullable Object> ListenableFuture<T> submit(Callable<T> task) {
    return (ListenableFuture<T>) super.submit(task);
  }

  @Override
  public ListenableFuture<?> submit(Runnable task) {
    return (ListenableFuture<?>) super.submit(task);
  }

  @Override
  public <T extends @Nullable Object> ListenableFuture<T> submit(Runnable task, T result) {
    return (ListenableFuture<T>) super.submit(task, result);
  }

  @Override
  public void shutdown() {
    executor.shutdown();
  }

  /** Cancels everything; the tasks that never ran are ended by their futures, so none is returned. */
  @Override
  public List<Runnable> shutdownNow() {
    executor.shutdownNow();
    return List.of();
  }

  @Override
  public boolean isShutdown() {
    return executor.isShutdown();
  }

  @Override
  public boolean isTerminated() {
    return executor.isTerminated();
  }

  @Override
  public boolean awaitTermination(long timeout, TimeUnit unit) throws InterruptedException {
    return executor.awaitTermination(Duration.ofNanos(unit.toNanos(timeout)));
  }

  private <T extends @Nullable Object> BridgeTask<T> newTask(TaskCall<T> call) {
    BridgeTask<T> task = new BridgeTask<>(submitter, submitter.newJob(TaskOptions.defaults(), call), call);
    justMade.set(task);
    return task;
  }

  private static boolean wrapsTaskOfCompletionService(Runnable command) {
    return command instanceof FutureTask && command.getClass().getName().startsWith(COMPLETION_SERVICE);
  }

  private void executeForeign(Runnable command) {
    if (executor.capabilities().contains(Capability.ISOLATES) && !(command instanceof Serializable)) {
      throw new RejectedExecutionException("a " + command.getClass().getName()
          + " cannot travel to a worker: it is not Serializable. Submit a dev.offload.Task or Action instead");
    }
    TaskFuture<?> future = executor.submit(new RunnableAction(command));
    if (future.status() == TaskStatus.FAILED && future.exceptionNow() instanceof TaskTransferException reason) {
      throw new RejectedExecutionException("a " + command.getClass().getName() + " cannot travel to a worker", reason);
    }
    future.addListener(() -> logFailure(future), MoreExecutors.directExecutor());
  }

  private static void logFailure(TaskFuture<?> future) {
    if (future.status() == TaskStatus.FAILED) {
      LOGGER.error("a command given to execute failed, and nobody holds its future", future.exceptionNow());
    }
  }

  private record RunnableAction(Runnable runnable) implements Action {
    @Override
    public void run() {
      runnable.run();
    }
  }

  private record RunnableTask<T extends @Nullable Object>(Runnable runnable, T value) implements Task<T> {
    @Override
    public T call() {
      runnable.run();
      return value;
    }
  }

  /** A job that {@code execute} will hand in. */
  private static final class BridgeTask<T extends @Nullable Object> extends SimpleForwardingListenableFuture<T>
      implements RunnableFuture<T> {
    private final Submitter submitter;
    private final Job<T> job;
    private @Nullable TaskCall<T> call;

    BridgeTask(Submitter submitter, Job<T> job, TaskCall<T> call) {
      super(job);
      this.submitter = submitter;
      this.job = job;
      this.call = call;
    }

    /** Whoever runs it hands it in; the work itself is done by a worker. */
    @Override
    public void run() {
      handIn();
    }

    void handIn() {
      TaskCall<T> taken;
      synchronized (this) {
        taken = call;
        call = null;
      }
      if (taken != null) {
        submitter.submit(job, taken);
      }
    }
  }
}
