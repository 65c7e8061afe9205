package dev.offload.spi;

import dev.offload.TaskFuture;
import dev.offload.TaskOptions;
import dev.offload.WaitInterruptedException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The way in: makes jobs of tasks, in the thread of the caller, and hands them to the dispatcher. */
final class Submitter {
  private final Dispatcher dispatcher;
  private final AtomicLong jobsMade = new AtomicLong();
  private final SubmitSites sites = new SubmitSites(SubmitSite::here);
  private Function<TaskCall<?>, Object> encoder = call -> call;

  Submitter(Dispatcher dispatcher) {
    this.dispatcher = dispatcher;
  }

  void encodeWith(Function<TaskCall<?>, Object> newEncoder) {
    encoder = newEncoder;
  }

  void ensureAccepting() {
    dispatcher.ensureAccepting();
  }

  <T extends @Nullable Object> TaskFuture<T> submit(TaskOptions options, TaskCall<T> call) {
    dispatcher.ensureAccepting();
    Job<T> job = newJob(options, call);
    submit(job, call);
    return job.promise();
  }

  /** Submits jobs that may travel to one worker together. */
  <T extends @Nullable Object> List<Promise<T>> submitChunk(TaskOptions options, List<TaskCall<T>> calls) {
    dispatcher.ensureAccepting();
    Object chunk = calls.size() > 1 ? new Object() : null;
    List<Job<T>> sendable = new ArrayList<>(calls.size());
    List<Promise<T>> promises = new ArrayList<>(calls.size());
    for (TaskCall<T> call : calls) {
      Job<T> job = newJob(options, call);
      job.chunk = chunk;
      promises.add(job.promise());
      if (tryEncode(job, call)) {
        sendable.add(job);
      }
    }
    handIn(sendable);
    return promises;
  }

  /** A job that is not handed in yet; it can be cancelled all the same. */
  <T extends @Nullable Object> Job<T> newJob(TaskOptions options, TaskCall<T> call) {
    long nanos = Clock.nanos();
    return new Job<>(jobsMade.incrementAndGet(), dispatcher, options, sites.here(call.code().getClass(), nanos), nanos);
  }

  void submit(Job<?> job, TaskCall<?> call) {
    if (tryEncode(job, call)) {
      handIn(List.of(job));
    }
  }

  Future<?> schedule(Duration delay, Runnable action) {
    return dispatcher.alarm().schedule(delay, action);
  }

  private boolean tryEncode(Job<?> job, TaskCall<?> call) {
    try {
      job.payload(encoder.apply(call));
      return true;
    } catch (Throwable e) {
      // Rule C5: it fails its own future, and nothing else.
      job.fail(e);
      return false;
    }
  }

  private void handIn(List<? extends Job<?>> jobs) {
    try {
      dispatcher.onSubmitted(jobs);
    } catch (InterruptedException e) {
      cancel(jobs);
      Thread.currentThread().interrupt();
      throw new WaitInterruptedException("interrupted while waiting for room in the queue", e);
    } catch (RuntimeException e) {
      cancel(jobs);
      throw e;
    }
  }

  private static void cancel(List<? extends Job<?>> jobs) {
    jobs.forEach(job -> job.promise().cancelFromInside(true));
  }
}
