package dev.offload.conformance.plain;

import dev.offload.spi.Exit;
import dev.offload.spi.Job;
import dev.offload.spi.JobContext;
import dev.offload.spi.TaskCall;
import dev.offload.spi.TaskScope;
import dev.offload.spi.Worker;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A thread that runs one job after another. */
final class PlainWorker extends Worker {
  private final PlainExecutor executor;
  private final Thread thread;
  private final BlockingQueue<List<? extends Job<?>>> mailbox = new LinkedBlockingQueue<>();

  // Guarded by this.
  private @Nullable Job<?> running;

  PlainWorker(int number, PlainExecutor executor) {
    super(number);
    this.executor = executor;
    this.thread = executor.thread(name(), this::work);
  }

  @Override
  protected void start() {
    if (executor.isUnstartable()) {
      exited(Exit.of("it was told not to start"));
    } else {
      thread.start();
    }
  }

  @Override
  protected void run(List<? extends Job<?>> jobs) {
    mailbox.add(jobs);
  }

  @Override
  protected void stop() {
    mailbox.add(List.of());
  }

  @Override
  protected int maxJobs() {
    return 4;
  }

  @Override
  protected synchronized void interrupt(Job<?> job) {
    if (running == job) {
      thread.interrupt();
    }
  }

  @Override
  protected void stackOf(Job<?> job, Consumer<StackTraceElement[]> answer) {
    answer.accept(thread.getStackTrace());
  }

  private void work() {
    try {
      runInitializer(executor.config().initializer());
      ready();
      while (runNext()) {
        // Each turn is a method of its own, so that no reference to a job outlives it (rule R7).
      }
    } catch (Throwable e) {
      initializerFailed(e);
    } finally {
      exited(Exit.of("its thread ended"));
    }
  }

  private boolean runNext() {
    List<? extends Job<?>> jobs = take();
    jobs.forEach(this::perform);
    return !jobs.isEmpty();
  }

  private List<? extends Job<?>> take() {
    while (true) {
      try {
        return mailbox.take();
      } catch (InterruptedException e) {
        // It was meant for a job that has ended meanwhile.
        Thread.interrupted();
      }
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
      running(null);
      failed(job, executor.copies() ? Copying.failure(e) : e);
      return;
    }
    running(null);
    succeeded(job, value);
  }

  @SuppressWarnings("unchecked")
  private <T extends @Nullable Object> T call(Job<T> job) throws Exception {
    TaskCall<T> call = executor.copies() ? (TaskCall<T>) Copying.decodeCall((byte[][]) job.payload()) : (TaskCall<T>) job.payload();
    T value = TaskScope.call(new JobContext(this, job), call);
    return executor.copies() ? (T) Copying.result(value) : value;
  }

  private synchronized void running(@Nullable Job<?> job) {
    running = job;
    if (job == null) {
      Thread.interrupted();
    }
  }
}
