package dev.offload.spi;

import com.google.common.collect.Lists;
import dev.offload.ExecutorConfig;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Which worker has which jobs. A worker whose tasks are short has several, so that the next one is there when one ends; what it has not
 * begun is called back when it does not come to it. The dispatcher guards it.
 */
final class Assignments {
  /** More would have to be called back one by one. */
  private static final int MAX_JOBS = 128;

  private final ExecutorConfig config;
  private final JobQueue queue;
  private final Crew crew;
  private boolean someHaveAhead;

  Assignments(ExecutorConfig config, JobQueue queue, Crew crew) {
    this.config = config;
    this.queue = queue;
    this.crew = crew;
  }

  /** Gives the worker its next jobs: of one task, or of as many as its pace allows. */
  void assign(Worker worker, Actions actions) {
    int maxJobs = Math.min(worker.maxJobs(), MAX_JOBS) - worker.assigned.size();
    int most = lifeLeft(worker);
    if (maxJobs < 1 || most < 1) {
      return;
    }
    // The last ones in the queue few at a time, so that no worker has many when another has none.
    int share = Math.max(worker.pace.leastShare(), queue.size() / (2 * crew.size()));
    List<Job<?>> batch = queue.takeBatch(Math.min(window(worker) - worker.load, share), most, maxJobs);
    for (Job<?> job : batch) {
      job.worker = worker;
      job.offered();
      worker.load += job.tasks();
      worker.tasksTaken += job.tasks();
    }
    worker.assigned.addAll(batch);
    worker.pace.heard(progressOf(worker), Clock.nanos());
    someHaveAhead |= worker.load > 1;
    worker.deliveries.add(batch);
    actions.add(worker::deliver);
  }

  /** Tells whether a worker that has jobs should get more, so that it does not run out of them. */
  boolean wantsMore(Worker worker) {
    return !queue.isEmpty() && worker.load <= window(worker) / 2 && worker.assigned.size() <= MAX_JOBS / 2
        && !worker.worn && !crew.hasTooMany();
  }

  private int window(Worker worker) {
    return queue.beginsWithChunk() ? worker.pace.elementWindow() : worker.pace.window();
  }

  /** How many more tasks the worker may get before it is to be replaced. */
  int lifeLeft(Worker worker) {
    return config.maxTasksPerWorker().orElse(Integer.MAX_VALUE) - worker.tasksTaken;
  }

  /** Keeps the job from beginning, wherever it is; false if a worker has begun it. */
  boolean tryRecall(Job<?> job) {
    Worker worker = job.worker;
    if (queue.remove(job)) {
      return true;
    }
    if (!job.begun && (worker == null || worker.tryRecall(job))) {
      // It may be on its way here.
      job.recalled = worker == null;
      return true;
    }
    if (!job.begun) {
      // Its worker has had no time to say so.
      job.beganAgo(0);
    }
    return false;
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

  /** The worker has ended the next elements of the job; false if it is not with it. */
  boolean tryRelease(Worker worker, Job<?> job, int count) {
    Elements<?> elements = job.elements();
    if (job.worker != worker || elements == null) {
      return false;
    }
    elements.ended(count);
    worker.load -= count;
    worker.ended += count;
    return true;
  }

  /** Takes note of what the worker has ended without a word. */
  void purge(Worker worker) {
    for (Job<?> job = worker.assigned.peekFirst(); job != null && job.endedAhead; job = worker.assigned.peekFirst()) {
      drop(worker, job);
    }
  }

  void drop(Worker worker, Job<?> job) {
    part(worker, job);
    worker.ended++;
  }

  /** The job is with the worker no more. */
  void part(Worker worker, Job<?> job) {
    worker.assigned.remove(job);
    worker.load -= job.tasksLeft();
    job.worker = null;
  }

  /** Takes the elements of a running job that the worker has not begun; null if there are none, or nobody wants them any more. */
  @Nullable Job<?> takeRest(Worker worker, Job<?> job) {
    return !job.begun || job.elements() == null ? null : takeRest(worker, job, worker.takeBackElements(job));
  }

  /** Takes the elements of a job from the index {@code at} on, which the worker will not begin; null as above. */
  private @Nullable Job<?> takeRest(Worker worker, Job<?> job, int at) {
    int before = job.tasksLeft();
    Job<?> rest = job.splitLast(at);
    int taken = before - job.tasksLeft();
    worker.load -= taken;
    worker.tasksTaken -= taken;
    return rest;
  }

  /** Tells whether a worker has jobs that it has not come to, so that a look at it should be taken soon. */
  boolean someHaveAhead() {
    return someHaveAhead;
  }

  /**
   * Takes that look: what waits behind a job that does not end is called back, and handed to {@code giveBack}, the last one first, or
   * {@code ask} has to find out what of it can be.
   */
  void balance(Consumer<Job<?>> giveBack, BiConsumer<Worker, Job<?>> ask) {
    someHaveAhead = false;
    long nowNanos = Clock.nanos();
    for (Worker worker : crew.present()) {
      purge(worker);
      if (worker.pace.isSilent(progressOf(worker), nowNanos) && worker.load > 1) {
        callBack(worker, giveBack, ask);
      }
      someHaveAhead |= worker.load > 1;
    }
  }

  /** Something that changes whenever the worker has ended a task, or begun an element. */
  private static long progressOf(Worker worker) {
    Job<?> first = worker.assigned.peekFirst();
    return worker.ended + (first == null ? 0 : first.elementsBegunHere());
  }

  /** All but the first, which the worker is at or will be next: with none it would count as free. Of that what it has not begun. */
  private void callBack(Worker worker, Consumer<Job<?>> giveBack, BiConsumer<Worker, Job<?>> ask) {
    worker.pace.stuck();
    List<Job<?>> behindTheFirst = List.copyOf(worker.assigned).subList(1, worker.assigned.size());
    // From the last one on, and no further than it gives them: it may go on meanwhile, and what it keeps has to be ahead (rule C7).
    for (Job<?> job : Lists.reverse(behindTheFirst)) {
      if (!job.isDone()) {
        if (job.begun || !worker.tryTakeBack(job)) {
          break;
        }
        part(worker, job);
        worker.tasksTaken -= job.tasks();
        giveBack.accept(job);
      }
    }
    Job<?> first = worker.assigned.getFirst();
    Job<?> rest = takeRest(worker, first);
    if (rest == null && first.elements() != null) {
      ask.accept(worker, first);
    }
    giveBackRest(rest, giveBack);
  }

  /** The worker has given back the elements of the job from {@code at} on. */
  void onGivenBack(Worker worker, Job<?> job, int at, Consumer<Job<?>> giveBack) {
    if (job.worker == worker) {
      giveBackRest(takeRest(worker, job, at), giveBack);
    }
  }

  private static void giveBackRest(@Nullable Job<?> rest, Consumer<Job<?>> giveBack) {
    if (rest != null) {
      rest.loosen();
      giveBack.accept(rest);
    }
  }
}
