package dev.offload.conformance;

import static dev.offload.conformance.Eventually.eventually;
import static dev.offload.conformance.Outcomes.assertMentions;
import static dev.offload.conformance.Outcomes.failureOf;
import static dev.offload.conformance.Outcomes.messageOf;
import static dev.offload.conformance.Outcomes.valueOf;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.offload.Capability;
import dev.offload.Progress;
import dev.offload.RetryOn;
import dev.offload.TaskContext;
import dev.offload.TaskExecutor;
import dev.offload.TaskFuture;
import dev.offload.TaskOptions;
import dev.offload.TaskTransferException;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a task knows of itself: rule E7. */
public interface ContextContract extends ContractSubject {
  @Test
  @DisplayName("E7: a task that captures an executor cannot travel")
  default void task_thatCapturesItsExecutor_cannotTravel() {
    try (TaskExecutor executor = openCopying(1)) {
      TaskFuture<Boolean> future = executor.submit(() -> executor.isShutdown());

      TaskTransferException failure = failureOf(TaskTransferException.class, future);
      assertMentions(messageOf(failure), "task.captured[0]", executor.getClass().getSimpleName());
      assertEquals(1, valueOf(executor.submit(() -> 1)));
    }
  }

  @Test
  @Tag(OnePerRule.TAG)
  @DisplayName("E7: a running task knows its name, its attempt and its worker")
  default void context_ofATask_tellsWhatItIs() {
    try (TaskExecutor executor = open(1)) {
      TaskFuture<String> named = executor.submit(TaskOptions.named("digest"), ContextContract::describe);
      TaskFuture<String> unnamed = executor.submit(ContextContract::describe);

      assertEquals("digest", named.name());
      assertMentions(named.toString(), "digest");
      assertTrue(valueOf(named).startsWith("digest, attempt 1, on worker-"), () -> valueOf(named));
      assertTrue(unnamed.name().startsWith("task-"), unnamed.name());
      assertTrue(valueOf(unnamed).startsWith(unnamed.name() + ", attempt 1, on worker-"), () -> valueOf(unnamed));
    }
  }

  private static String describe() {
    TaskContext context = TaskContext.current();
    return context.name() + ", attempt " + context.attempt() + ", on " + context.worker();
  }

  @Test
  @DisplayName("E7: attempts count up, and end with the first that succeeds or the last that is allowed")
  default void context_ofFurtherAttempts_countsThem(@TempDir Path directory) {
    Marker hopeless = Marker.in(directory);
    TaskOptions threeMore = TaskOptions.defaults().withRetries(3, RetryOn.ANY_FAILURE);
    try (TaskExecutor executor = open(1)) {
      TaskFuture<Integer> third = executor.submit(threeMore, () -> {
        int attempt = TaskContext.current().attempt();
        if (attempt < 3) {
          throw new IllegalStateException("attempt " + attempt);
        }
        return attempt;
      });
      TaskFuture<?> never = executor.submit(threeMore, () -> {
        hopeless.mark(TaskContext.current().attempt());
        throw new IllegalStateException("attempt " + TaskContext.current().attempt());
      });
      TaskFuture<?> once = executor.submit(TaskOptions.defaults().withRetries(3), () -> {
        throw new IllegalStateException("attempt " + TaskContext.current().attempt());
      });

      assertEquals(3, valueOf(third));
      assertEquals("attempt 4", failureOf(IllegalStateException.class, never).getMessage());
      assertEquals(4, hopeless.count());
      assertEquals("attempt 1", failureOf(IllegalStateException.class, once).getMessage(), "by default only lost workers count");
    }
  }

  @Test
  @DisplayName("E7: isCancelled turns true for a task that was cancelled, so that it may stop by itself")
  default void context_ofACancelledTask_saysSo(@TempDir Path directory) {
    requires(Capability.CONCURRENT);
    Marker marks = Marker.in(directory);
    try (TaskExecutor executor = open(config -> config.workers(1).cancelGrace(PATIENCE)); Gate gate = Gate.in(directory)) {
      TaskFuture<String> future = Tasks.begin(executor, TaskOptions.defaults(), () -> {
        marks.mark(TaskContext.current().isCancelled());
        gate.open();
        gate.pass();
        while (!TaskContext.current().isCancelled()) {
          Thread.onSpinWait();
        }
        marks.mark(TaskContext.current().isCancelled());
        return "saw it";
      }, gate);

      future.cancel(true);

      eventually(() -> marks.count() == 2, () -> "the task to see its cancellation; it marked " + marks.lines());
      assertEquals("[false, true]", marks.lines().toString());
    }
  }

  @Test
  @DisplayName("E7: what a task says of its progress reaches its future")
  default void context_progress_reachesTheFuture(@TempDir Path directory) {
    requires(Capability.CONCURRENT);
    try (TaskExecutor executor = open(1); Gate gate = Gate.in(directory)) {
      TaskFuture<String> silent = Tasks.begin(executor, gate);
      final Optional<Progress> nothing = silent.progress();
      gate.open();
      try (Gate halfway = Gate.in(directory)) {
        TaskFuture<String> future = Tasks.begin(executor, TaskOptions.defaults(), () -> {
          TaskContext.current().progress(0.25);
          TaskContext.current().progress(0.5, "half of it");
          halfway.pass();
          TaskContext.current().progress(1.0, "all of it");
          return "done";
        }, halfway);

        eventually(() -> future.progress().equals(Optional.of(new Progress(0.5, "half of it"))),
            () -> "the progress; it is " + future.progress());
        halfway.open();
        valueOf(future);

        assertEquals(Optional.empty(), nothing);
        assertEquals(Optional.of(new Progress(1.0, "all of it")), future.progress());
      }
    }
  }

  @Test
  @DisplayName("E7: a progress out of range is refused in the task")
  default void context_progressOutOfRange_isRefused() {
    try (TaskExecutor executor = open(1)) {
      TaskFuture<?> future = executor.submit(() -> TaskContext.current().progress(1.5));

      assertMentions(messageOf(failureOf(IllegalArgumentException.class, future)), "fraction", "1.5");
    }
  }

  @Test
  @DisplayName("E7: outside of a task there is no context, and between tasks none is left")
  default void context_outsideOfATask_isMissing() {
    try (TaskExecutor executor = open(1)) {
      assertEquals("inside", valueOf(executor.submit(TaskOptions.named("inside"), () -> TaskContext.current().name())));

      assertEquals(Optional.empty(), TaskContext.find());
      assertThrows(IllegalStateException.class, TaskContext::current);
    }
  }
}
