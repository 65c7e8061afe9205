package dev.offload.spi;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.util.concurrent.MoreExecutors;
import dev.offload.Completed;
import dev.offload.ReturnWhen;
import dev.offload.TaskFutures;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class WatcherListTest {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final Promise<Integer> promise = new BarePromise<>();

  @Test
  @DisplayName("W4: waiting leaves no watcher behind")
  void wait_thatEnds_leavesNoWatcher() throws InterruptedException {
    for (int i = 0; i < 1_000; i++) {
      TaskFutures.waitFor(List.of(promise), ReturnWhen.ALL_COMPLETED, Duration.ofNanos(1));
    }

    assertEquals(0, promise.watcherCount());
  }

  @Test
  @DisplayName("W5: closing an iteration leaves no watcher behind")
  void iteration_closed_leavesNoWatcher() {
    try (Completed<Integer> completed = TaskFutures.asCompleted(List.of(promise))) {
      assertTrue(completed.hasNext());
      assertEquals(1, promise.watcherCount());
    }

    assertEquals(0, promise.watcherCount());
  }

  @Test
  @DisplayName("W5: an iteration that is left behind without being closed is swept away")
  void iterations_leftBehind_areSwept() {
    for (int i = 0; i < 100; i++) {
      TaskFutures.asCompleted(List.of(promise));
    }

    await().atMost(PATIENCE).until(() -> {
      System.gc();
      // Sweeping comes with adding: one more than there can be live ones.
      Completed<Integer> live = TaskFutures.asCompleted(List.of(promise));
      return live.hasNext() && promise.watcherCount() < 100;
    });
  }

  @Test
  void drain_isInOrderOfRegistration() {
    StringBuilder order = new StringBuilder();
    for (String name : List.of("a", "b", "c", "d")) {
      promise.addListener(() -> order.append(name), MoreExecutors.directExecutor());
    }

    promise.trySucceed(1);

    assertEquals("abcd", order.toString());
  }
}
