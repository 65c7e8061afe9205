package dev.offload.examples.programs;

import dev.offload.TaskFuture;
import dev.offload.TaskStatus;
import java.util.List;

/** Waits until workers have begun tasks. */
final class Started {
  private static final long POLL_MILLIS = 5;

  private Started() {}

  static void await(List<? extends TaskFuture<?>> futures) throws InterruptedException {
    for (TaskFuture<?> future : futures) {
      while (future.status() == TaskStatus.PENDING) {
        Thread.sleep(POLL_MILLIS);
      }
    }
  }
}
