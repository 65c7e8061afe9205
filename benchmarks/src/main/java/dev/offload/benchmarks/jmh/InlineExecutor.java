package dev.offload.benchmarks.jmh;

import dev.offload.Capability;
import dev.offload.ExecutorConfig;
import dev.offload.spi.AbstractTaskExecutor;
import dev.offload.spi.Exit;
import dev.offload.spi.Job;
import dev.offload.spi.TaskCall;
import dev.offload.spi.Worker;
import java.util.List;
import java.util.Set;

/** A backend whose workers run each task at once, in the thread that submits it: what is left is the library's own work. */
final class InlineExecutor extends AbstractTaskExecutor {
  private InlineExecutor() {
    super(ExecutorConfig.defaults().withWorkers(1), Set.of(Capability.CONCURRENT));
  }

  static InlineExecutor open() {
    InlineExecutor executor = new InlineExecutor();
    executor.opened();
    return executor;
  }

  @Override
  protected Worker newWorker(int number) {
    return new InlineWorker(number);
  }

  private static final class InlineWorker extends Worker {
    InlineWorker(int number) {
      super(number);
    }

    @Override
    protected void start() {
      ready();
    }

    @Override
    protected void run(List<? extends Job<?>> jobs) {
      jobs.forEach(this::runOne);
    }

    @SuppressWarnings("unchecked")
    private void runOne(Job<?> job) {
      Job<Object> typed = (Job<Object>) job;
      if (!began(job)) {
        skipped(job);
        return;
      }
      try {
        succeeded(typed, ((TaskCall<Object>) job.payload()).call());
      } catch (Exception e) {
        failed(job, e);
      }
    }

    @Override
    protected void interrupt(Job<?> job) {
      // It has ended when anybody else can call this.
    }

    @Override
    protected void stop() {
      exited(Exit.of("it was stopped"));
    }
  }
}
