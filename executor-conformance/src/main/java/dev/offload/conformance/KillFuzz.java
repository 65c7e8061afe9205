package dev.offload.conformance;

import static dev.offload.conformance.ContractSubject.PATIENCE;

import dev.offload.MapOptions;
import dev.offload.Results;
import dev.offload.TaskExecutor;
import dev.offload.TaskFailedException;
import dev.offload.TaskFuture;
import dev.offload.TaskOptions;
import dev.offload.WaitTimeoutException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Submits tasks of all kinds, one by one and in chunks, while workers are killed. For one thread. */
final class KillFuzz {
  /** Longest wait for one future: many workers may have to start, one after another, before its turn comes. */
  private static final Duration LIMIT = PATIENCE.multipliedBy(3);
  private static final int MOST_PENDING = 40;
  private static final int LARGEST_MAP = 24;
  private static final int CHUNK = 4;

  private final TaskExecutor executor;
  private final TaskOptions options;
  private final Path directory;
  private final Random random;
  private final FuzzTally tally;
  private final Deque<Pending> pending = new ArrayDeque<>();
  private int number;

  private record Pending(FuzzTask task, TaskFuture<FuzzTask.Answer> future) {}

  KillFuzz(TaskExecutor executor, int retries, Path directory, Random random, FuzzTally tally) {
    this.executor = executor;
    this.options = TaskOptions.defaults().withRetries(retries);
    this.directory = directory;
    this.random = random;
    this.tally = tally;
  }

  /** Goes on until so many tasks have ended and so many workers were killed, evenly spread over the tasks. */
  void run(int tasks, int kills, Killer killer) throws InterruptedException {
    while (number < tasks || killer.kills() < kills) {
      act();
      settle(MOST_PENDING);
      while (killer.ordered() < (long) number * kills / tasks) {
        killer.order();
      }
    }
    settle(0);
  }

  private void act() throws InterruptedException {
    int draw = random.nextInt(100);
    if (draw < 5) {
      mapSome(2 + random.nextInt(LARGEST_MAP - 1));
    } else if (draw < 10) {
      // Nothing is left to do: the next victims are idle, and the next task may meet a worker that is dead.
      settle(0);
    } else {
      FuzzTask task = next();
      pending.add(new Pending(task, executor.submit(options, task)));
    }
  }

  private FuzzTask next() {
    FuzzTask.Kind[] kinds = FuzzTask.Kind.values();
    return FuzzTask.make(number++, kinds[random.nextInt(kinds.length)], directory);
  }

  private void settle(int mostPending) throws InterruptedException {
    while (pending.size() > mostPending) {
      Pending oldest = pending.remove();
      try {
        tally.succeeded(oldest.task(), oldest.future().get(LIMIT.toNanos(), TimeUnit.NANOSECONDS));
      } catch (ExecutionException e) {
        tally.failed(oldest.task(), e.getCause(), oldest.future().timeline().started().isPresent());
      } catch (CancellationException e) {
        tally.failed(oldest.task(), e, true);
      } catch (TimeoutException e) {
        tally.unfinished(oldest.task(), oldest.future());
      }
    }
  }

  private void mapSome(int count) {
    List<FuzzTask> inputs = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      inputs.add(next());
    }
    MapOptions chunks = MapOptions.defaults().withChunkSize(CHUNK).withTimeout(LIMIT).withTaskOptions(options);
    try (Results<FuzzTask.Answer> results = executor.map(chunks, FuzzTask::call, inputs)) {
      inputs.forEach(input -> take(input, results));
    }
  }

  private void take(FuzzTask task, Results<FuzzTask.Answer> results) {
    try {
      tally.succeeded(task, results.next());
    } catch (TaskFailedException e) {
      tally.failed(task, e.getCause(), true);
    } catch (WaitTimeoutException e) {
      tally.unfinished(task, e.getMessage());
    }
  }
}
