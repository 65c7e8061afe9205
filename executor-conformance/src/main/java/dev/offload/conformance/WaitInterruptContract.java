package dev.offload.conformance;

import static dev.offload.conformance.Outcomes.valueOf;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.offload.Capability;
import dev.offload.ReturnWhen;
import dev.offload.TaskExecutor;
import dev.offload.TaskFuture;
import dev.offload.TaskFutures;
import dev.offload.TaskStatus;
import dev.offload.WaitInterruptedException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Interrupting those who wait: rule W7. */
public interface WaitInterruptContract extends ContractSubject {
  @Test
  @Tag(OnePerRule.TAG)
  @DisplayName("W7: interrupting a thread in get, waitFor or awaitTermination ends the wait; the task goes on")
  default void wait_interrupted_throwsInterruptedException(@TempDir Path directory) {
    requires(Capability.CONCURRENT);
    try (TaskExecutor executor = open(1); Gate gate = Gate.in(directory)) {
      TaskFuture<String> future = Tasks.begin(executor, gate);
      List<Callable<Object>> waits = List.of(
          future::get,
          () -> future.get(PATIENCE.toSeconds(), TimeUnit.SECONDS),
          () -> TaskFutures.waitFor(List.of(future), ReturnWhen.ALL_COMPLETED),
          () -> TaskFutures.waitFor(List.of(future), ReturnWhen.FIRST_COMPLETED, PATIENCE),
          () -> executor.awaitTermination(PATIENCE));

      for (Callable<Object> wait : waits) {
        try (Aside<Object> waiting = Aside.start(wait)) {
          waiting.awaitBlocked();
          waiting.interrupt();
          waiting.failure(InterruptedException.class);
        }
      }

      assertEquals(TaskStatus.RUNNING, future.status());
      gate.open();
      assertEquals("held", valueOf(future));
    }
  }

  @Test
  @DisplayName("W7: interrupting a thread that iterates throws unchecked, with the flag set; the iteration can go on")
  default void asCompleted_interrupted_throwsWithTheFlagSet(@TempDir Path directory) {
    requires(Capability.CONCURRENT);
    try (TaskExecutor executor = open(1); Gate gate = Gate.in(directory)) {
      TaskFuture<String> future = Tasks.begin(executor, gate);
      var completed = TaskFutures.<String>asCompleted(List.of(future));
      try (Aside<Boolean> waiting = Aside.start(() -> {
        assertThrows(WaitInterruptedException.class, completed::next);
        return Thread.currentThread().isInterrupted();
      })) {
        waiting.awaitBlocked();
        waiting.interrupt();
        assertTrue(waiting.result(), "the flag is set");
      }
      gate.open();
      assertEquals(future, completed.next());
    }
  }

  @Test
  @DisplayName("W7: a future that is done is given though the thread is interrupted")
  default void get_ofADoneFuture_ignoresTheFlag() throws Exception {
    try (TaskExecutor executor = open()) {
      TaskFuture<Integer> future = executor.submit(() -> 1);
      valueOf(future);
      Thread.currentThread().interrupt();

      int value = future.get();

      assertEquals(1, value);
      assertTrue(Thread.interrupted(), "the flag is still up");
    }
  }
}
