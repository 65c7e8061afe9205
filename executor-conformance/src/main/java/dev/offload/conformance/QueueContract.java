package dev.offload.conformance;

import static dev.offload.conformance.Outcomes.assertMentions;
import static dev.offload.conformance.Outcomes.messageOf;
import static dev.offload.conformance.Outcomes.valueOf;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.offload.Capability;
import dev.offload.QueuePolicy;
import dev.offload.ReturnWhen;
import dev.offload.TaskExecutor;
import dev.offload.TaskFuture;
import dev.offload.TaskFutures;
import dev.offload.TaskStatus;
import dev.offload.WaitInterruptedException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A queue with a limit: rule C8. */
public interface QueueContract extends ContractSubject {
  /** Opens an executor with one worker, which is busy until the gate opens, and room for two tasks, which is taken. */
  private TaskExecutor openFull(QueuePolicy policy, Gate gate) {
    TaskExecutor executor = open(config -> config.workers(1).queueLimit(2).queuePolicy(policy));
    Tasks.begin(executor, gate);
    executor.submit(() -> 1);
    executor.submit(() -> 2);
    return executor;
  }

  @Test
  @DisplayName("C8: REJECT throws when the queue is full, and names the limit")
  default void submit_toAFullQueueThatRejects_throws(@TempDir Path directory) {
    requires(Capability.CONCURRENT);
    Gate gate = Gate.in(directory);
    try (TaskExecutor executor = openFull(QueuePolicy.REJECT, gate); gate) {
      RejectedExecutionException refusal =
          assertThrows(RejectedExecutionException.class, () -> executor.submit(() -> 3));

      assertMentions(messageOf(refusal), "queueLimit", "2");
      assertFalse(messageOf(refusal).contains("shut down"));
    }
  }

  @Test
  @DisplayName("C8: room that comes is given to the next submit")
  default void submit_afterATaskLeftTheQueue_isAccepted(@TempDir Path directory) {
    requires(Capability.CONCURRENT);
    try (TaskExecutor executor = open(config -> config.workers(1).queueLimit(2).queuePolicy(QueuePolicy.REJECT));
        Gate gate = Gate.in(directory)) {
      Tasks.begin(executor, gate);
      TaskFuture<Integer> first = executor.submit(() -> 1);
      TaskFuture<Integer> second = executor.submit(() -> 2);

      assertTrue(first.cancel(false));
      TaskFuture<Integer> third = executor.submit(() -> 3);

      assertThrows(RejectedExecutionException.class, () -> executor.submit(() -> 4));
      gate.open();
      assertEquals(2, valueOf(second));
      assertEquals(3, valueOf(third));
    }
  }

  @Test
  @Tag(OnePerRule.TAG)
  @DisplayName("C8: BLOCK waits for room and then accepts")
  default void submit_toAFullQueueThatBlocks_waits(@TempDir Path directory) throws InterruptedException {
    requires(Capability.CONCURRENT);
    Gate gate = Gate.in(directory);
    try (TaskExecutor executor = openFull(QueuePolicy.BLOCK, gate);
        gate;
        Aside<TaskFuture<Integer>> submitting = Aside.start(() -> executor.submit(() -> 3))) {
      submitting.awaitBlocked();
      assertFalse(submitting.isDone());

      gate.open();

      TaskFuture<Integer> future = submitting.result();
      assertEquals(3, valueOf(future));
      assertEquals(List.of(), TaskFutures.waitFor(List.of(future), ReturnWhen.ALL_COMPLETED, Duration.ZERO).notDone());
    }
  }

  @Test
  @DisplayName("C8: BLOCK can be interrupted; the task is not accepted")
  default void submit_interruptedWhileBlocked_throwsWithTheFlagSet(@TempDir Path directory) {
    requires(Capability.CONCURRENT);
    Marker marks = Marker.in(directory);
    Gate gate = Gate.in(directory);
    try (TaskExecutor executor = openFull(QueuePolicy.BLOCK, gate);
        gate;
        Aside<Boolean> submitting = Aside.start(() -> {
          assertThrows(WaitInterruptedException.class, () -> executor.submit(() -> marks.mark("ran")));
          return Thread.currentThread().isInterrupted();
        })) {
      submitting.awaitBlocked();

      submitting.interrupt();

      assertTrue(submitting.result(), "the flag is set");
      gate.open();
      assertEquals(4, valueOf(executor.submit(() -> 4)));
    }
    assertEquals(0, marks.count());
  }

  @Test
  @DisplayName("C8: who waits for room is woken by a shutdown, and rejected")
  default void submit_blockedAtAShutdown_isRejected(@TempDir Path directory) {
    requires(Capability.CONCURRENT);
    Gate gate = Gate.in(directory);
    try (TaskExecutor executor = openFull(QueuePolicy.BLOCK, gate);
        gate;
        Aside<TaskFuture<Integer>> submitting = Aside.start(() -> executor.submit(() -> 3))) {
      submitting.awaitBlocked();

      executor.shutdown();

      assertMentions(messageOf(submitting.failure(RejectedExecutionException.class)), "shut down");
    }
  }

  @Test
  @DisplayName("C8: a task that runs does not count as waiting")
  default void submit_asManyAsWorkersAndRoom_isAccepted(@TempDir Path directory) {
    requires(Capability.CONCURRENT);
    try (TaskExecutor executor = open(config -> config.workers(2).queueLimit(1).queuePolicy(QueuePolicy.REJECT));
        Gate gate = Gate.in(directory)) {
      Tasks.begin(executor, gate);
      Tasks.begin(executor, gate);

      TaskFuture<Integer> waiting = executor.submit(() -> 1);

      assertEquals(TaskStatus.PENDING, waiting.status());
      assertThrows(RejectedExecutionException.class, () -> executor.submit(() -> 2));
    }
  }

  @Test
  @DisplayName("C8: map through a queue with a limit waits for room too")
  default void map_throughASmallQueue_givesEveryResult() {
    requires(Capability.CONCURRENT);
    List<Integer> numbers = IntStream.range(0, 500).boxed().toList();
    try (TaskExecutor executor = open(config -> config.queueLimit(3))) {
      assertEquals(numbers.stream().map(Tasks::square).toList(), executor.map(Tasks::square, numbers).toList());
    }
  }
}
