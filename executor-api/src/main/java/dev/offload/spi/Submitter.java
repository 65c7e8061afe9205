package dev.offload.spi;

import com.google.common.collect.Lists;
import dev.offload.TaskFuture;
import dev.offload.TaskOptions;
import dev.offload.WaitInterruptedException;
import dev.offload.spi.Chunk.Origin;
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
  private Function<TaskCall<?>, @Nullable ChunkPayload> gatherer = call -> null;

  Submitter(Dispatcher dispatcher) {
    this.dispatcher = dispatcher;
  }

  void encodeWith(Function<TaskCall<?>, Object> newEncoder, Function<TaskCall<?>, @Nullable ChunkPayload> newGatherer) {
    encoder = newEncoder;
    gatherer = newGatherer;
  }

  void ensureAccepting() {
    dispatcher.ensureAccepting();
  }

  <T extends @Nullable Object> TaskFuture<T> submit(TaskOptions options, TaskCall<T> call) {
    dispatcher.ensureAccepting();
    Job<T> job = newJob(options, call);
    submit(job, call);
    return job;
  }

  /** A job that is not handed in yet; it can be cancelled all the same. */
  <T extends @Nullable Object> Job<T> newJob(TaskOptions options, TaskCall<T> call) {
    long nanos = Clock.nanos();
    return new Job<>(jobsMade.incrementAndGet(), dispatcher, options, siteOf(call, nanos), nanos);
  }

  /** A job for the task of another JVM's executor. */
  <T extends @Nullable Object> Job<T> newStandInJob(TaskOptions options) {
    return new Job<>(jobsMade.incrementAndGet(), dispatcher, options, SubmitSite.ELSEWHERE, Clock.nanos());
  }

  void submit(Job<?> job, TaskCall<?> call) {
    if (tryEncode(job, call)) {
      handIn(job);
    }
  }

  /** Tells whether elements of a map can share a job: not where each has its own clock, its own attempts, or its own place in a queue. */
  boolean gathers(TaskOptions options) {
    return options.timeout().isEmpty() && options.retries() == 0 && !dispatcher.limitsQueue();
  }

  /** What travels of a chunk, with its first element; null if that is to travel alone. */
  @Nullable ChunkPayload newPayload(TaskCall<?> first) {
    return gatherer.apply(first);
  }

  /** A chunk that is not handed in yet; it can be cancelled all the same. */
  <T extends @Nullable Object> Chunk<T> newChunk(int size, Origin<T> origin) {
    return new Chunk<>(jobsMade.addAndGet(size) - size + 1, size, origin);
  }

  /** A chunk of one element that could not be encoded. */
  <T extends @Nullable Object> Chunk<T> failedChunk(Origin<T> origin, Throwable failure) {
    Chunk<T> chunk = newChunk(1, origin);
    chunk.fail(0, failure);
    return chunk;
  }

  /** Hands in a chunk as one job; with {@code fixed} it is not split as long as that can be helped. */
  <T extends @Nullable Object> void submit(Chunk<T> chunk, ChunkPayload payload, Origin<T> origin, boolean fixed) {
    dispatcher.ensureAccepting();
    Job<T> job = newJob(chunk, origin);
    job.standsFor(Elements.of(chunk, fixed));
    job.payload(payload);
    if (chunk.tryAdd(job)) {
      handIn(job);
    }
  }

  /** Hands in the only element of a chunk. */
  <T extends @Nullable Object> void submit(Chunk<T> chunk, TaskCall<T> call, Origin<T> origin) {
    dispatcher.ensureAccepting();
    Job<T> job = newJob(chunk, origin);
    job.watch(new Watcher() {
      @Override
      void onDone(TaskFuture<?> done) {
        chunk.settleAs(job);
      }
    });
    if (chunk.tryAdd(job)) {
      submit(job, call);
    }
  }

  /**
   * Cancels what has no outcome, and ends the work on it: first what waits, so that no worker comes to it (rule M5). Where only a worker
   * elsewhere can tell what waits, it has been kept from beginning when the inquiry that is returned has its answers.
   */
  Inquiry cancel(List<? extends Chunk<?>> chunks) {
    List<Job<?>> jobs = new ArrayList<>();
    chunks.forEach(chunk -> jobs.addAll(chunk.abandon()));
    // From the last one on: a worker that goes on meanwhile comes towards this, and not ahead of it.
    Lists.reverse(jobs).forEach(job -> job.cancelFromInside(false));
    jobs.forEach(job -> job.cancelFromInside(true));
    chunks.forEach(Chunk::cancelAll);
    Inquiry inquiry = new Inquiry();
    jobs.forEach(inquiry::ask);
    return inquiry;
  }

  SubmitSite siteOf(TaskCall<?> call, long nanos) {
    return sites.here(call.code().getClass(), nanos);
  }

  Future<?> schedule(Duration delay, Runnable action) {
    return dispatcher.alarm().schedule(delay, action);
  }

  private <T extends @Nullable Object> Job<T> newJob(Chunk<T> chunk, Origin<T> origin) {
    return new Job<>(chunk.number(0), dispatcher, origin.options(), origin.site(), Clock.nanos());
  }

  private boolean tryEncode(Job<?> job, TaskCall<?> call) {
    try {
      job.payload(encoder.apply(call));
      if (job.isDone()) {
        // Cancelled before it was handed in: nobody else would let go of what was encoded.
        job.workEnded();
      }
      return !job.isDone();
    } catch (Throwable e) {
      // Rule C5: it fails its own future, and nothing else.
      job.fail(e);
      return false;
    }
  }

  private void handIn(Job<?> job) {
    try {
      dispatcher.onSubmitted(job);
    } catch (InterruptedException e) {
      job.cancelFromInside(true);
      Thread.currentThread().interrupt();
      throw new WaitInterruptedException("interrupted while waiting for room in the queue", e);
    } catch (RuntimeException e) {
      job.cancelFromInside(true);
      throw e;
    }
  }
}
