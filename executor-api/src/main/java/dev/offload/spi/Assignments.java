package dev.offload.spi;

import com.google.common.collect.Lists;
import dev.offload.ExecutorConfig;
import java.util.List;
import java.util.function.Consumer;

/**
 * Which worker has which jobs. A worker whose tasks are short has several, so that the next one is there when one ends; what it has not
 * begun is called back when it does not come to it. The dispatcher guards it.
 */
final class Assignments {
  private final ExecutorConfig config;
  private final JobQueue queue;
  private final Crew crew;
  private boolean someHaveAhead;

  Assignments(ExecutorConfig config, JobQueue queue, Crew crew) {
    this.config = config;
    this.queue = queue;
    this.crew = crew;
  }

  /** Gives the worker its next jobs: one, those of one chunk, or as many as its pace allows. */
  void assign(Worker worker, Actions actions) {
    int max = Math.min(worker.maxJobs() - worker.assigned.size(), lifeLeft(worker));
    if (max < 1) {
      return;
    }
    // The last ones in the queue one by one, so that no worker has many when another has none.
    int share = Math.max(1, queue.size() / (2 * crew.size()));
    List<Job<?>> batch = queue.takeBatch(Math.min(Math.min(worker.pace.window() - worker.assigned.size(), share), max), max);
    worker.tasksTaken += batch.size();
    worker.assigned.addAll(batch);
    worker.endedAtLook = worker.ended;
    someHaveAhead |= worker.assigned.size() > 1;
    for (Job<?> job : batch) {
      job.worker = worker;
    }
    actions.add(() -> worker.run(batch));
  }

  /** Tells whether a worker that has jobs should get more, so that it does not run out of them. */
  boolean wantsMore(Worker worker) {
    return !queue.isEmpty() && worker.assigned.size() <= worker.pace.window() / 2 && !worker.worn && !crew.hasTooMany();
  }

  /** How many more jobs the worker may get before it is to be replaced. */
  int lifeLeft(Worker worker) {
    return config.maxTasksPerWorker().orElse(Integer.MAX_VALUE) - worker.tasksTaken;
  }

  /** The worker has let go of the job; false if it is not with it. */
  boolean tryRelease(Worker worker, Job<?> job) {
    purge(worker);
    if (job.worker != worker) {
      return false;
    }
    drop(worker, job);
    return true;
  }

  /** Takes note of what the worker has ended without a word. */
  void purge(Worker worker) {
    for (Job<?> job = worker.assigned.peekFirst(); job != null && job.endedAhead; job = worker.assigned.peekFirst()) {
      drop(worker, job);
    }
  }

  void drop(Worker worker, Job<?> job) {
    job.worker = null;
    worker.assigned.remove(job);
    worker.ended++;
  }

  /** Tells whether a worker has jobs that it has not come to, so that a look at it should be taken soon. */
  boolean someHaveAhead() {
    return someHaveAhead;
  }

  /** Takes that look: what waits behind a job that does not end is called back, and handed to {@code giveBack}, the last one first. */
  void balance(Consumer<Job<?>> giveBack) {
    someHaveAhead = false;
    for (Worker worker : crew.present()) {
      purge(worker);
      if (worker.assigned.size() > 1 && worker.ended == worker.endedAtLook) {
        callBack(worker, giveBack);
      }
      worker.endedAtLook = worker.ended;
      someHaveAhead |= worker.assigned.size() > 1;
    }
  }

  /** All but the first, which the worker is at or will be next: with none it would count as free. */
  private void callBack(Worker worker, Consumer<Job<?>> giveBack) {
    worker.pace.stuck();
    List<Job<?>> taken = worker.assigned.stream()
        .skip(1)
        .filter(job -> !job.begun && !job.isDone() && worker.tryTakeBack(job))
        .toList();
    for (Job<?> job : Lists.reverse(taken)) {
      // Together they have waited once.
      job.chunk = null;
      job.worker = null;
      worker.assigned.remove(job);
      giveBack.accept(job);
    }
    worker.tasksTaken -= taken.size();
  }
}
