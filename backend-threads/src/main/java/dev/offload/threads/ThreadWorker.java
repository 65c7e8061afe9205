package dev.offload.threads;

import dev.offload.Action;
import dev.offload.spi.Exit;
import dev.offload.spi.Job;
import dev.offload.spi.JobContext;
import dev.offload.spi.TaskCall;
import dev.offload.spi.TaskScope;
import dev.offload.spi.Worker;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A thread that runs tasks. What the dispatcher says comes through one mailbox; the thread parks while it is empty. */
final class ThreadWorker extends Worker {
  /** In the mailbox: no more jobs will come. */
  private static final List<Job<?>> STOP = List.of();

  private final ThreadsExecutor executor;
  private final Transfer transfer;
  private final Thread thread;
  private final AtomicReference<@Nullable List<? extends Job<?>>> mailbox = new AtomicReference<>();

  // Of the worker's thread: what it took from the mailbox, each until it runs.
  private final Deque<Job<?>> line = new ArrayDeque<>();

  // Guarded by this: an interrupt must reach the job it is meant for, and no other.
  private @Nullable Job<?> running;
  private boolean initializing = true;

  ThreadWorker(int number, ThreadsExecutor executor, Transfer transfer) {
    super(number);
    this.executor = executor;
    this.transfer = transfer;
    this.thread = executor.newWorkerThread(name(), this::work);
  }

  @Override
  protected void start() {
    thread.start();
  }

  @Override
  protected void run(List<? extends Job<?>> jobs) {
    mailbox.set(jobs);
    LockSupport.unpark(thread);
  }

  @Override
  protected void stop() {
    run(STOP);
    interruptInitializer();
  }

  @Override
  protected int maxJobs() {
    return Integer.MAX_VALUE;
  }

  @Override
  protected synchronized void interrupt(Job<?> job) {
    if (running == job) {
      thread.interrupt();
    }
  }

  @Override
  protected void stackOf(Job<?> job, Consumer<StackTraceElement[]> answer) {
    StackTraceElement[] stack = thread.getStackTrace();
    answer.accept(isRunning(job) ? stack : new StackTraceElement[0]);
  }

  private void work() {
    try {
      if (initialized()) {
        ready();
        while (takeNext()) {
          // Each turn is a method of its own, so that no reference to a job outlives it (rule R7).
          performLine();
        }
      }
    } finally {
      exited(Exit.of("its thread ended"));
    }
  }

  private boolean initialized() {
    try {
      Action initializer = executor.config().initializer().orElse(() -> { });
      initializer.run();
      return true;
    } catch (Throwable e) {
      initializerFailed(e);
      return false;
    } finally {
      endInitializing();
    }
  }

  private synchronized void endInitializing() {
    initializing = false;
    Thread.interrupted();
  }

  /** One that blocks would keep its executor from ever ending. */
  private synchronized void interruptInitializer() {
    if (initializing) {
      thread.interrupt();
    }
  }

  private boolean takeNext() {
    List<? extends Job<?>> jobs = mailbox.getAndSet(null);
    while (jobs == null) {
      LockSupport.park(this);
      // A late interrupt of a job that has ended must not keep this from parking.
      Thread.interrupted();
      jobs = mailbox.getAndSet(null);
    }
    line.addAll(jobs);
    return jobs != STOP;
  }

  private void performLine() {
    while (!line.isEmpty()) {
      perform(line.remove());
    }
  }

  private <T extends @Nullable Object> void perform(Job<T> job) {
    running(job);
    if (!began(job)) {
      running(null);
      skipped(job);
      return;
    }
    T value;
    try {
      value = call(job);
    } catch (Throwable e) {
      // Rule R3: whatever a task throws ends in its future.
      running(null);
      failed(job, transfer.failure(e));
      return;
    }
    running(null);
    succeeded(job, value);
  }

  @SuppressWarnings("unchecked")
  private <T extends @Nullable Object> T call(Job<T> job) throws Exception {
    TaskCall<T> call = (TaskCall<T>) job.payload();
    return (T) transfer.result(TaskScope.call(new JobContext(this, job), call::call));
  }

  private synchronized boolean isRunning(Job<?> job) {
    return running == job;
  }

  /** Between two jobs the thread's interrupt flag is down. */
  private synchronized void running(@Nullable Job<?> job) {
    running = job;
    if (job == null) {
      Thread.interrupted();
    }
  }
}
