package dev.offload.conformance.direct;

import dev.offload.Action;
import dev.offload.spi.Exit;
import dev.offload.spi.Job;
import dev.offload.spi.JobContext;
import dev.offload.spi.TaskCall;
import dev.offload.spi.TaskScope;
import dev.offload.spi.Worker;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Runs each job in the thread that hands it over. */
final class DirectWorker extends Worker {
  private final Optional<Action> initializer;

  // Guarded by this.
  private @Nullable Job<?> running;
  private @Nullable Thread runner;

  DirectWorker(int number, Optional<Action> initializer) {
    super(number);
    this.initializer = initializer;
  }

  @Override
  protected void start() {
    try {
      runInitializer(initializer);
    } catch (Throwable e) {
      initializerFailed(e);
      exited(Exit.of("its initializer failed"));
      return;
    }
    ready();
  }

  @Override
  protected void run(List<? extends Job<?>> jobs) {
    jobs.forEach(this::perform);
  }

  @Override
  protected synchronized void interrupt(Job<?> job) {
    if (running == job && runner != null) {
      runner.interrupt();
    }
  }

  @Override
  protected void stop() {
    exited(Exit.of("it was stopped"));
  }

  private <T extends @Nullable Object> void perform(Job<T> job) {
    running(job, Thread.currentThread());
    if (!began(job)) {
      running(null, null);
      skipped(job);
      return;
    }
    T value;
    try {
      value = call(job);
    } catch (Throwable e) {
      running(null, null);
      failed(job, e);
      return;
    }
    running(null, null);
    succeeded(job, value);
  }

  @SuppressWarnings("unchecked")
  private <T extends @Nullable Object> T call(Job<T> job) throws Exception {
    TaskCall<T> call = (TaskCall<T>) job.payload();
    return TaskScope.call(new JobContext(this, job), call);
  }

  private synchronized void running(@Nullable Job<?> job, @Nullable Thread thread) {
    running = job;
    runner = thread;
    if (job == null) {
      Thread.interrupted();
    }
  }
}
