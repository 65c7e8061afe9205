package dev.offload.conformance;

import static com.google.common.util.concurrent.MoreExecutors.directExecutor;
import static dev.offload.conformance.Eventually.eventually;
import static dev.offload.conformance.Outcomes.valueOf;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.offload.Capability;
import dev.offload.ShutdownMode;
import dev.offload.TaskExecutor;
import dev.offload.TaskFuture;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Listeners that block, and those that use the executor itself: rule L3. */
public interface SlowListenerContract extends ContractSubject {
  /** What a listener does to an executor that is its test's to close. */
  Consumer<TaskExecutor> CLOSE = TaskExecutor::close;

  /** Blocks the thread of a listener until the latch is down, and no longer than a test lasts. */
  private static void block(CountDownLatch latch) {
    try {
      latch.await(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  @Tag(OnePerRule.TAG)
  @DisplayName("L3: a listener may wait for a task that is submitted after its own, on one worker")
  default void listener_thatBlocks_doesNotDelayTheNextTask(@TempDir Path directory) {
    requires(Capability.CONCURRENT);
    try (TaskExecutor executor = open(1); Gate gate = Gate.in(directory)) {
      TaskFuture<String> first = Tasks.begin(executor, gate);
      TaskFuture<Integer> second = executor.submit(() -> 2);
      CompletableFuture<Integer> seen = new CompletableFuture<>();
      first.addListener(() -> seen.complete(valueOf(second)), directExecutor());

      gate.open();

      assertEquals(2, valueOf(second));
      assertEquals(2, valueOf(seen));
    }
  }

  @Test
  @DisplayName("L3: a hundred blocked listeners delay neither dispatch nor results")
  default void listeners_hundredThatBlock_delayNoTask(@TempDir Path directory) {
    requires(Capability.CONCURRENT);
    CountDownLatch latch = new CountDownLatch(1);
    try (TaskExecutor executor = open(); Gate gate = Gate.in(directory)) {
      for (int i = 0; i < 100; i++) {
        executor.submit(new Tasks.Hold(gate)).addListener(() -> block(latch), directExecutor());
      }
      gate.open();
      for (int i = 0; i < 100; i++) {
        assertEquals(i * i, valueOf(executor.submit(Tasks::square, i)));
      }
      latch.countDown();
    }
  }

  @Test
  @DisplayName("L3: a blocked listener of one future delays no listener of another")
  default void listener_thatBlocks_delaysNoOtherFuturesListener(@TempDir Path directory) {
    requires(Capability.CONCURRENT);
    CountDownLatch latch = new CountDownLatch(1);
    CountDownLatch told = new CountDownLatch(1);
    try (TaskExecutor executor = open(1); Gate gate = Gate.in(directory)) {
      executor.submit(new Tasks.Hold(gate)).addListener(() -> block(latch), directExecutor());
      executor.submit(new Tasks.Hold(gate)).addListener(told::countDown, directExecutor());
      gate.open();

      eventually(() -> told.getCount() == 0, "the second future's listener");
      latch.countDown();
    }
  }

  @Test
  @DisplayName("L3: listeners may submit, in chains of a hundred")
  default void listener_thatSubmits_makesChains() {
    CompletableFuture<Integer> end = new CompletableFuture<>();
    try (TaskExecutor executor = open()) {
      submitChain(executor, 100, end);

      assertEquals(0, valueOf(end));
    }
  }

  private static void submitChain(TaskExecutor executor, int left, CompletableFuture<Integer> end) {
    TaskFuture<Integer> future = executor.submit(Tasks::same, left);
    future.addListener(() -> {
      if (left == 0) {
        end.complete(future.resultNow());
      } else {
        submitChain(executor, left - 1, end);
      }
    }, directExecutor());
  }

  @Test
  @DisplayName("L3: shutdown, shutdownNow and close may be called from a listener")
  default void listener_thatEndsTheExecutor_doesNotDeadlock(@TempDir Path directory) throws InterruptedException {
    requires(Capability.CONCURRENT);
    List<Consumer<TaskExecutor>> ends = List.of(
        TaskExecutor::shutdown, TaskExecutor::shutdownNow, CLOSE,
        executor -> executor.shutdown(ShutdownMode.CANCEL_PENDING));
    for (Consumer<TaskExecutor> end : ends) {
      CountDownLatch ended = new CountDownLatch(1);
      try (TaskExecutor executor = open(1); Gate gate = Gate.in(directory)) {
        Tasks.begin(executor, gate).addListener(() -> {
          end.accept(executor);
          ended.countDown();
        }, directExecutor());

        gate.open();

        assertTrue(ended.await(PATIENCE.toMillis(), TimeUnit.MILLISECONDS), "the listener returned");
        assertTrue(executor.awaitTermination(PATIENCE), "the executor terminated");
      }
    }
  }

  @Test
  @DisplayName("L3: two listeners may close the executor at once, while the test closes it too")
  default void listeners_thatBothClose_doNotDeadlock(@TempDir Path directory) {
    requires(Capability.CONCURRENT);
    CountDownLatch both = new CountDownLatch(2);
    CountDownLatch closed = new CountDownLatch(2);
    try (TaskExecutor executor = open(2); Gate gate = Gate.in(directory)) {
      for (int i = 0; i < 2; i++) {
        Tasks.begin(executor, gate).addListener(() -> {
          both.countDown();
          block(both);
          CLOSE.accept(executor);
          closed.countDown();
        }, directExecutor());
      }
      gate.open();
    }
    eventually(() -> closed.getCount() == 0, "both listeners to return from close");
  }

  @Test
  @DisplayName("L3: a listener called by cancel may close the executor and submit to another")
  default void listener_inTheCancellingThread_mayUseExecutors(@TempDir Path directory) throws InterruptedException {
    requires(Capability.CONCURRENT);
    try (TaskExecutor executor = open(1); TaskExecutor other = open(1); Gate gate = Gate.in(directory)) {
      TaskFuture<String> running = Tasks.begin(executor, gate);
      CompletableFuture<Integer> answer = new CompletableFuture<>();
      running.addListener(() -> {
        CLOSE.accept(executor);
        answer.complete(valueOf(other.submit(() -> 5)));
      }, directExecutor());

      running.cancel(true);

      assertEquals(5, valueOf(answer));
      assertTrue(executor.awaitTermination(Duration.ZERO), "it was closed when cancel returned");
    }
  }
}
