package dev.offload.conformance;

import static com.google.common.util.concurrent.MoreExecutors.directExecutor;

import dev.offload.RetryOn;
import dev.offload.TaskContext;
import dev.offload.TaskExecutor;
import dev.offload.TaskFuture;
import dev.offload.TaskOptions;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.IntFunction;

/** Many small tasks that make use of all there is, and end in every way there is. For one thread. */
final class TaskMix {
  private static final int MOST_PENDING = 200;
  private static final TaskOptions LONG = TaskOptions.defaults().withTimeout(Duration.ofHours(1));
  private static final TaskOptions SHORT = TaskOptions.defaults().withTimeout(Duration.ofMillis(1));
  private static final TaskOptions TWICE = TaskOptions.defaults().withRetries(1, RetryOn.ANY_FAILURE);

  private final TaskExecutor executor;
  private final Deque<TaskFuture<?>> pending = new ArrayDeque<>();

  TaskMix(TaskExecutor executor) {
    this.executor = executor;
  }

  /** Runs so many tasks that succeed, and waits for them. */
  void succeed(int count) {
    submit(count, this::good);
  }

  /** Runs so many tasks of which every second one does not succeed, and waits for them. */
  void failAndSucceed(int count) {
    submit(count, number -> number % 2 == 0 ? good(number / 2) : bad(number / 2));
  }

  private void submit(int count, IntFunction<TaskFuture<?>> submission) {
    for (int i = 0; i < count; i++) {
      pending.add(submission.apply(i));
      if (pending.size() > MOST_PENDING) {
        settle(pending.remove());
      }
    }
    pending.forEach(TaskMix::settle);
    pending.clear();
  }

  private static void settle(TaskFuture<?> future) {
    Outcomes.awaitDone(List.of(future));
    Outcomes.awaitStopped(future);
  }

  private TaskFuture<?> good(int number) {
    return switch (number % 6) {
      case 0 -> executor.submit(Tasks::square, number);
      case 1 -> executor.submit(LONG.withName("number " + number), Tasks::same, "text " + number);
      case 2 -> executor.submit(TaskOptions.defaults().withPriority(number % 5), () -> number);
      case 3 -> executor.submit(() -> new byte[10_000]);
      case 4 -> executor.submit(() -> TaskContext.current().progress(0.5, "half of " + number));
      default -> {
        TaskFuture<Integer> heard = executor.submit(() -> number);
        heard.addListener(() -> { }, directExecutor());
        yield heard;
      }
    };
  }

  private TaskFuture<?> bad(int number) {
    return switch (number % 7) {
      case 0 -> executor.submit(Tasks::fail, "failure " + number);
      case 1 -> executor.submit(Tasks::failShared);
      case 2 -> executor.submit(Unsendable.Session::open);
      case 3 -> executor.submit(Tasks::same, Unsendable.Session.open());
      case 4 -> executor.submit(TWICE, Tasks::fail, "failure " + number);
      case 5 -> executor.submit(SHORT, () -> Thread.sleep(1_000));
      default -> {
        TaskFuture<Integer> cancelled = executor.submit(() -> number);
        cancelled.cancel(true);
        yield cancelled;
      }
    };
  }
}
