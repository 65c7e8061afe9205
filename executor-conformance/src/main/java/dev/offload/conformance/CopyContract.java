package dev.offload.conformance;

import static dev.offload.conformance.Outcomes.assertCancelled;
import static dev.offload.conformance.Outcomes.failureOf;
import static dev.offload.conformance.Outcomes.valueOf;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.offload.Capability;
import dev.offload.TaskExecutor;
import dev.offload.TaskFuture;
import dev.offload.TaskStatus;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Copies as {@link CompletableFuture}: rule L4. */
public interface CopyContract extends ContractSubject {
  @Test
  @Tag(OnePerRule.TAG)
  @DisplayName("L4: the copy gets the value, what the task threw, or the cancellation")
  default void copy_ofAnyOutcome_getsIt(@TempDir Path directory) {
    requires(Capability.CONCURRENT);
    try (TaskExecutor executor = open(1); Gate gate = Gate.in(directory)) {
      TaskFuture<String> value = Tasks.begin(executor, gate);
      TaskFuture<Object> failure = executor.submit(() -> Tasks.fail("broken"));
      TaskFuture<Integer> cancelled = executor.submit(() -> 1);
      CompletableFuture<Integer> length = value.toCompletableFuture().thenApply(String::length);
      CompletableFuture<Object> ofFailure = failure.toCompletableFuture();
      CompletableFuture<Integer> ofCancelled = cancelled.toCompletableFuture();

      cancelled.cancel(false);
      gate.open();

      assertEquals(4, valueOf(length));
      assertEquals("broken", failureOf(IOException.class, ofFailure).getMessage());
      assertCancelled(ofCancelled);
      assertTrue(ofCancelled.isCancelled());
      assertEquals("held", valueOf(value.toCompletableFuture()), "a copy of a finished future is complete");
    }
  }

  @Test
  @DisplayName("L4: cancelling or completing the copy does not touch the task")
  default void copy_completedByItsHolder_leavesTheTaskAlone(@TempDir Path directory) {
    requires(Capability.CONCURRENT);
    try (TaskExecutor executor = open(1); Gate gate = Gate.in(directory)) {
      TaskFuture<String> future = Tasks.begin(executor, gate);
      CompletableFuture<String> cancelled = future.toCompletableFuture();
      CompletableFuture<String> completed = future.toCompletableFuture();
      CompletableFuture<String> failed = future.toCompletableFuture();
      CompletableFuture<String> untouched = future.toCompletableFuture();

      final boolean tookCancel = cancelled.cancel(true);
      final boolean tookValue = completed.complete("mine");
      final boolean tookFailure = failed.completeExceptionally(new IllegalStateException("mine"));

      assertEquals(TaskStatus.RUNNING, future.status(), "the task goes on");
      assertTrue(tookCancel && tookValue && tookFailure, "each copy is its holder's to complete");
      assertFalse(untouched.isDone());
      assertNotSame(cancelled, untouched);
      gate.open();
      assertEquals("held", valueOf(future));
      assertEquals("held", valueOf(untouched));
      assertEquals("mine", valueOf(completed));
    }
  }
}
