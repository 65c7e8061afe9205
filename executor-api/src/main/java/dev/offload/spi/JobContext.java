package dev.offload.spi;

import dev.offload.Progress;
import dev.offload.TaskContext;

/** The context of a task whose worker is in the executor's own JVM. */
public final class JobContext implements TaskContext {
  private final Worker worker;
  private final Job<?> job;
  private final int attempt;

  /** Makes the context of {@code job}, about to run on {@code worker}. */
  public JobContext(Worker worker, Job<?> job) {
    this.worker = worker;
    this.job = job;
    this.attempt = job.attempt();
  }

  @Override
  public String name() {
    return job.name();
  }

  @Override
  public int attempt() {
    return attempt;
  }

  @Override
  public String worker() {
    return worker.name();
  }

  @Override
  public boolean isCancelled() {
    return job.isDone();
  }

  @Override
  public void progress(double fraction, String note) {
    job.progress(new Progress(fraction, note));
  }
}
