package dev.offload.conformance;

import static dev.offload.conformance.Eventually.eventually;

import dev.offload.TaskExecutor;
import dev.offload.TaskFuture;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.atomic.AtomicInteger;

/** Submits small tasks as fast as it may, forgets those that are done, and counts those that are not. */
final class Torrent {
  private static final int LOOK_EVERY = 500;

  private final TaskExecutor executor;
  private final int count;
  private final AtomicInteger submitted = new AtomicInteger();
  private final AtomicInteger mostUnfinished = new AtomicInteger();
  private final Deque<TaskFuture<Integer>> unfinished = new ArrayDeque<>();

  Torrent(TaskExecutor executor, int count) {
    this.executor = executor;
    this.count = count;
  }

  /** Returns when all of them are done. */
  Void submitAll() {
    for (int i = 0; i < count; i++) {
      unfinished.add(executor.submit(Tasks::square, i));
      if (submitted.incrementAndGet() % LOOK_EVERY == 0) {
        unfinished.removeIf(TaskFuture::isDone);
        mostUnfinished.accumulateAndGet(unfinished.size(), Math::max);
      }
    }
    Outcomes.valuesOf(unfinished);
    unfinished.clear();
    return null;
  }

  int submitted() {
    return submitted.get();
  }

  int mostUnfinished() {
    return mostUnfinished.get();
  }

  /** Waits for so many submits, as long as there are any: what counts is that it goes on. */
  void awaitSubmitted(int wanted) {
    for (int seen = submitted(); seen < wanted; seen = submitted()) {
      int last = seen;
      eventually(() -> submitted() > last, () -> "another submit after " + last + " of " + wanted);
    }
  }
}
