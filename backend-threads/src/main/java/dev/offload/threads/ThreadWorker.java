package dev.offload.threads;

import dev.offload.spi.Elements;
import dev.offload.spi.Exit;
import dev.offload.spi.Job;
import dev.offload.spi.JobContext;
import dev.offload.spi.TaskCall;
import dev.offload.spi.TaskScope;
import dev.offload.spi.Worker;
import java.util.ArrayDeque;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A thread that runs the tasks that stand in its line; it parks while there are none. */
final class ThreadWorker extends Worker {
  /** Some microseconds' worth of them. */
  private static final int LOOKS = 10;

  private final ThreadsExecutor executor;
  private final Transfer transfer;
  private final Thread thread;
  // Guards itself.
  private final ArrayDeque<Job<?>> line = new ArrayDeque<>();
  private volatile boolean parked;
  private volatile boolean stopping;

  // Of the worker's thread: the job that comes next, if it has left the line already.
  private @Nullable Job<?> next;

  // The job that runs; while that is interrupted, this worker: an interrupt must reach the job it is meant for, and no other.
  private final AtomicReference<@Nullable Object> running = new AtomicReference<>();

  // Guarded by this.
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
    synchronized (line) {
      line.addAll(jobs);
    }
    wake();
  }

  @Override
  protected boolean tryTakeBack(Job<?> job) {
    synchronized (line) {
      return line.remove(job);
    }
  }

  @Override
  protected void stop() {
    stopping = true;
    wake();
    interruptInitializer();
  }

  private void wake() {
    if (parked) {
      LockSupport.unpark(thread);
    }
  }

  @Override
  protected int maxJobs() {
    return Integer.MAX_VALUE;
  }

  @Override
  protected void interrupt(Job<?> job) {
    if (running.compareAndSet(job, this)) {
      try {
        thread.interrupt();
      } finally {
        // Also if the channel that the task waits for throws.
        running.set(job);
      }
    }
  }

  @Override
  protected void stackOf(Job<?> job, Consumer<StackTraceElement[]> answer) {
    StackTraceElement[] stack = thread.getStackTrace();
    answer.accept(running.get() == job ? stack : new StackTraceElement[0]);
  }

  private void work() {
    try {
      if (initialized()) {
        ready();
        while (tryPerformNext()) {
          // Each turn is a method of its own, so that no reference to a job outlives it (rule R7).
        }
      }
    } finally {
      exited(Exit.of("its thread ended"));
    }
  }

  private boolean initialized() {
    try {
      runInitializer(executor.config().initializer());
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

  /** False when it is to stop. It is told so only when it has no job. */
  private boolean tryPerformNext() {
    Job<?> job = next == null ? poll() : next;
    next = null;
    if (job != null) {
      perform(job);
    } else if (stopping) {
      return false;
    } else {
      parkUnlessWanted();
    }
    return true;
  }

  private @Nullable Job<?> poll() {
    synchronized (line) {
      return line.poll();
    }
  }

  private boolean isWanted() {
    synchronized (line) {
      return stopping || !line.isEmpty();
    }
  }

  /** Looks some times first: whoever submits one task after another is back sooner than this thread could be woken. */
  private void parkUnlessWanted() {
    for (int look = 0; look < LOOKS && !isWanted(); look++) {
      Thread.yield();
    }
    parked = true;
    if (!isWanted()) {
      LockSupport.park(this);
      // A late interrupt of a job that has ended must not keep this from parking.
      Thread.interrupted();
    }
    parked = false;
  }

  private <T extends @Nullable Object> void perform(Job<T> job) {
    // Others see it when they see that the job has begun.
    running.setRelease(job);
    if (!began(job)) {
      endRunning(job);
      skipped(job);
      return;
    }
    T value;
    try {
      value = call(job);
    } catch (Throwable e) {
      // Rule R3: whatever a task throws ends in its future.
      endRunning(job);
      failed(job, transfer.failure(e));
      return;
    }
    endRunning(job);
    next = poll();
    // Elements may have been taken from the job: where it ends is known under the dispatcher's lock only.
    if (next != null && job.elements() == null) {
      succeededAhead(job, value);
    } else {
      succeeded(job, value);
    }
  }

  @SuppressWarnings("unchecked")
  private <T extends @Nullable Object> T call(Job<T> job) throws Exception {
    Elements<T> elements = job.elements();
    if (elements != null) {
      callEach(job, elements);
      return null;
    }
    TaskCall<T> call = (TaskCall<T>) job.payload();
    return (T) transfer.result(TaskScope.call(new JobContext(this, job), call));
  }

  /** The elements' outcomes are told one by one; the job's own says nothing. */
  @SuppressWarnings("unchecked")
  private <T extends @Nullable Object> void callEach(Job<T> job, Elements<T> elements) {
    CallList calls = (CallList) job.payload();
    for (int index = elements.tryBegin(); index >= 0; index = elements.tryBegin()) {
      TaskCall<T> call = (TaskCall<T>) calls.take(index);
      try {
        elements.succeeded(index, TaskScope.call(new JobContext(this, job, index), call));
      } catch (Throwable e) {
        // Rule R3: whatever a task throws ends in its future.
        elements.failed(index, e);
      }
      // After it what was not begun is gone, if the job was interrupted: so none but this element can be meant.
      Thread.interrupted();
    }
  }

  /** Between two jobs the thread's interrupt flag is down. */
  private void endRunning(Job<?> job) {
    while (!running.compareAndSet(job, null)) {
      // It is being interrupted.
      Thread.yield();
    }
    Thread.interrupted();
  }
}
