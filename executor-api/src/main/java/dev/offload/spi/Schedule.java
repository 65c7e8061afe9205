package dev.offload.spi;

import com.google.common.collect.Lists;
import dev.offload.BrokenExecutorException;
import dev.offload.ExecutorConfig;
import dev.offload.RetryOn;
import dev.offload.ShutdownMode;
import dev.offload.spi.Worker.Stage;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * Which jobs wait, which workers there are, and who works on what: the rules by which the {@link Dispatcher} decides. Guarded by the
 * dispatcher's lock; what has to be done outside of it goes to {@link Actions}.
 */
final class Schedule {
  private final ExecutorConfig config;
  private final JobQueue queue = new JobQueue();
  private final Crew crew;
  private final Assignments assignments;
  private final LostJobs lostJobs;
  // Volatile, so that a submit that is to be refused can be so without the lock.
  private volatile @Nullable ShutdownMode shutdown;
  private volatile @Nullable BrokenExecutorException broken;
  private @Nullable IntFunction<Worker> factory;
  private int startFailures;
  private int workersMade;

  Schedule(ExecutorConfig config) {
    this.config = config;
    this.crew = new Crew(config.workers());
    this.assignments = new Assignments(config, queue, crew);
    this.lostJobs = new LostJobs(config.maxStartFailures(), assignments, this);
  }

  /** Says who makes workers; before that none starts. */
  void workersFrom(IntFunction<Worker> newFactory) {
    factory = newFactory;
  }

  JobQueue queue() {
    return queue;
  }

  Crew crew() {
    return crew;
  }

  boolean isShutdown() {
    return shutdown != null;
  }

  boolean isTerminated() {
    return shutdown != null && queue.isEmpty() && crew.isEmpty();
  }

  /** Throws if nothing is accepted any more. Also without the lock, where that is asked again under it. */
  void ensureAccepting() {
    BrokenExecutorException why = broken;
    if (why != null) {
      throw copyOf(why);
    }
    if (shutdown != null) {
      throw new RejectedExecutionException("the executor is shut down and accepts no tasks");
    }
  }

  /** How many more jobs may wait, in the queue or with a worker that has not come to them. */
  int room() {
    return config.queueLimit().isEmpty()
        ? Integer.MAX_VALUE
        : config.queueLimit().getAsInt() - queue.size() - crew.ahead();
  }

  void enqueue(Job<?> job) {
    // One that was cancelled before it was handed in never runs.
    if (!job.isDone() && !job.recalled) {
      queue.addLast(job);
    }
  }

  /** See {@link Promise#recall}. */
  boolean tryRecall(Job<?> job) {
    return assignments.tryRecall(job);
  }

  /** Strictest mode counts (rule E4). */
  void shutdown(ShutdownMode mode) {
    ShutdownMode before = shutdown;
    shutdown = before == null || mode.compareTo(before) > 0 ? mode : before;
  }

  /** Gives waiting jobs to idle workers, starts workers that are of use, lets those go that are not. */
  void match(Actions actions) {
    while (!queue.isEmpty() && crew.hasIdle()) {
      assignments.assign(crew.takeIdle(), actions);
    }
    int wanted = config.prestart() && shutdown == null ? Integer.MAX_VALUE : queue.size();
    while (broken == null && factory != null && crew.wantsAnother(wanted)) {
      startWorker(factory, actions);
    }
    if (isClosing()) {
      crew.present().stream()
          .filter(worker -> worker.stage == Stage.IDLE || worker.stage == Stage.STARTING)
          .forEach(worker -> retire(worker, actions));
    }
  }

  void onReady(Worker worker, Actions actions) {
    startFailures = 0;
    if (worker.stage == Stage.STARTING) {
      free(worker, actions);
    }
  }

  /** The worker has let go of the job; false for word of that which comes too late to count (rule K7). {@link #relieve} has to follow. */
  boolean tryRelease(Worker worker, Job<?> job) {
    return assignments.tryRelease(worker, job);
  }

  /** The worker has ended these; {@code counting} gets those whose outcome counts. {@link #relieve} has to follow. */
  void release(Worker worker, List<? extends Ended<?>> ended, List<Ended<?>> counting) {
    long ranNanos = 0;
    int tasks = 0;
    for (Ended<?> one : ended) {
      if (one.elements() == 0) {
        ranNanos += one.ranNanos();
        tasks += one.job().tasks();
      }
      if (tryRelease(worker, one)) {
        counting.add(one);
      }
    }
    if (tasks > 0) {
      worker.pace.ran(ranNanos / tasks);
    }
  }

  private boolean tryRelease(Worker worker, Ended<?> ended) {
    Job<?> job = ended.job();
    return ended.elements() > 0
        ? assignments.tryRelease(worker, job, ended.elements())
        : assignments.tryRelease(worker, job) && !(ended.threw() && tryAgain(job, RetryOn.ANY_FAILURE));
  }

  /** The worker has ended jobs: without any it is free, with few it gets more before it runs out of them. */
  void relieve(Worker worker, Actions actions) {
    if (worker.stage == Stage.BUSY && worker.assigned.isEmpty()) {
      free(worker, actions);
    } else if (worker.stage == Stage.BUSY && assignments.wantsMore(worker)) {
      assignments.assign(worker, actions);
    }
  }

  /** Tells whether a worker has jobs that it has not come to, so that it should be looked after. */
  boolean someHaveAhead() {
    return assignments.someHaveAhead();
  }

  /** Calls back what waits behind a job that does not end: another worker may be free sooner. */
  void balance(Actions actions) {
    assignments.balance(job -> giveBack(job, actions), (worker, job) -> actions.add(() -> worker.askBack(job)));
  }

  /** The worker has given back the elements of the job from {@code at} on. */
  void onGivenBack(Worker worker, Job<?> job, int at, Actions actions) {
    assignments.onGivenBack(worker, job, at, rest -> giveBack(rest, actions));
  }

  /** Nobody wants what the worker has not begun of the job any more, as far as is known here: for the rest there is {@link Inquiry}. */
  void cancelRest(Worker worker, Job<?> job, Actions actions) {
    Job<?> rest = assignments.takeRest(worker, job);
    if (rest != null) {
      actions.add(() -> rest.cancelFromInside(true));
    }
  }

  /** As {@link #cancelRest}, for all jobs of all workers. */
  void cancelAllRests(Actions actions) {
    crew.present().forEach(worker -> worker.assigned.forEach(job -> cancelRest(worker, job, actions)));
  }

  /** Queues the job for another attempt if its options allow one. */
  boolean tryAgain(Job<?> job, RetryOn because) {
    if (broken != null || !job.mayTryAgain(because)) {
      return false;
    }
    job.beginAnew();
    queue.addFirst(job);
    return true;
  }

  void onWorn(Worker worker, Actions actions) {
    worker.worn = true;
    if (worker.stage == Stage.IDLE) {
      retire(worker, actions);
    }
  }

  void onExit(Worker worker, Exit exit, Actions actions) {
    Stage from = crew.leave(worker);
    if (from == Stage.STARTING && ++startFailures >= config.maxStartFailures()) {
      breakDown("no worker could be started, " + startFailures + " times in a row; the last time: " + exit.story(), null, actions);
    }
    lostJobs.onExit(worker, exit, actions);
  }

  /** Nothing more is accepted, and nothing that waits will run. */
  void breakDown(String why, @Nullable Throwable cause, Actions actions) {
    if (broken == null) {
      BrokenExecutorException first = new BrokenExecutorException(why, cause);
      broken = first;
      queue.drain(job -> true).forEach(job -> actions.add(() -> job.fail(copyOf(first))));
    }
  }

  /**
   * Chooses a worker to be killed because of a job that does not end. Jobs behind it that have not begun go back to the queue first.
   *
   * @return false if the job has ended after all, or one before it has and the word of that is on the way
   */
  boolean tryCondemn(Worker worker, Job<?> job, Actions actions) {
    assignments.purge(worker);
    if (job.worker != worker) {
      return false;
    }
    List<Job<?>> others = new ArrayList<>(worker.assigned);
    others.remove(job);
    // In the order in which they run: one that is taken from a worker that goes on must be skipped by it before it is free again.
    List<Job<?>> recalled = others.stream().takeWhile(other -> !other.begun && worker.tryRecall(other)).toList();
    for (Job<?> other : Lists.reverse(recalled)) {
      assignments.part(worker, other);
      giveBack(other, actions);
    }
    if (recalled.size() < others.size()) {
      return false;
    }
    crew.kill(worker);
    return true;
  }

  void retireIdleSince(long nanos, Actions actions) {
    crew.present().stream()
        .filter(worker -> worker.stage == Stage.IDLE && worker.idleSinceNanos - nanos <= 0)
        .forEach(worker -> retire(worker, actions));
  }

  void retireSurplus(Actions actions) {
    crew.present().stream()
        .filter(worker -> worker.stage == Stage.IDLE && crew.hasTooMany())
        .forEach(worker -> retire(worker, actions));
  }

  /** No two futures share a throwable, causes included (rule R2). */
  private static BrokenExecutorException copyOf(BrokenExecutorException original) {
    return new BrokenExecutorException(original.getMessage(), Failures.copyIfAny(original.getCause()));
  }

  private boolean isClosing() {
    return (shutdown != null || broken != null) && queue.isEmpty();
  }

  private void startWorker(IntFunction<Worker> from, Actions actions) {
    Worker worker = from.apply(++workersMade);
    crew.add(worker);
    actions.add(worker::startOrExit);
  }

  private void free(Worker worker, Actions actions) {
    if (worker.worn || assignments.lifeLeft(worker) <= 0 || crew.hasTooMany() || isClosing()) {
      retire(worker, actions);
    } else {
      crew.free(worker);
    }
  }

  private void retire(Worker worker, Actions actions) {
    crew.retire(worker);
    actions.add(worker::stop);
  }

  /** The job is with no worker any more, and is to have its turn again. */
  void giveBack(Job<?> job, Actions actions) {
    BrokenExecutorException why = broken;
    if (why != null) {
      actions.add(() -> job.fail(copyOf(why)));
    } else if (job.isDone()) {
      actions.add(job::workEnded);
    } else if (job.elements() != null && shutdown != null && shutdown != ShutdownMode.FINISH_ACCEPTED) {
      // It was part of another job when all that waits was cancelled.
      actions.add(() -> job.cancelFromInside(true));
    } else {
      queue.addFirst(job);
    }
  }
}
