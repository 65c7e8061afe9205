package dev.offload.spi;

import dev.offload.Progress;
import dev.offload.TaskContext;
import org.jspecify.annotations.Nullable;

/** The context of a task whose worker is in the executor's own JVM. */
public final class JobContext implements TaskContext {
  private static final int NO_ELEMENT = -1;

  private final Worker worker;
  private final Job<?> job;
  private final int element;
  private final int attempt;
  private final @Nullable String ownName;

  /** Makes the context of {@code job}, about to run on {@code worker}. */
  public JobContext(Worker worker, Job<?> job) {
    this(worker, job, NO_ELEMENT);
  }

  /** Makes the context of an element of {@code job}, about to run on {@code worker}. */
  public JobContext(Worker worker, Job<?> job, int element) {
    this(worker, job, element, null);
  }

  private JobContext(Worker worker, Job<?> job, int element, @Nullable String ownName) {
    this.worker = worker;
    this.job = job;
    this.element = element;
    this.attempt = job.attempt();
    this.ownName = ownName;
  }

  /** That of one of several tasks of another JVM's executor for which the job stands. */
  JobContext named(String name) {
    return new JobContext(worker, job, element, name);
  }

  WorkerStore store() {
    return worker.store();
  }

  @Override
  public String name() {
    Elements<?> elements = job.elements();
    if (ownName != null) {
      return ownName;
    }
    return elements == null || element == NO_ELEMENT ? job.name() : elements.name(element);
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
