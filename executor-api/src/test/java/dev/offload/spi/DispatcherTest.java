package dev.offload.spi;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.offload.BrokenExecutorException;
import dev.offload.TaskFuture;
import dev.offload.TaskOptions;
import dev.offload.TaskTimeoutException;
import dev.offload.spi.ScriptedExecutor.ScriptedWorker;
import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class DispatcherTest {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  @Test
  @DisplayName("E3: a start that throws is a start that failed")
  void start_thatThrows_breaksTheExecutor() {
    try (ScriptedExecutor executor = ScriptedExecutor.open(settings -> settings.maxStartFailures(2), worker -> {
      throw new OutOfMemoryError("unable to create native thread");
    })) {
      TaskFuture<Integer> future = executor.submit(() -> 1);

      assertInstanceOf(BrokenExecutorException.class, future.exceptionNow());
      assertTrue(future.exceptionNow().getMessage().contains("native thread"), future.exceptionNow().getMessage());
      assertEquals(2, executor.workers.size());
    }
  }

  @Test
  @DisplayName("K5: a time-out counts also where a cancel knew of the beginning before the executor did")
  void timeout_afterARefusedCancel_fires() {
    try (ScriptedExecutor executor = open()) {
      TaskFuture<Integer> future = executor.submit(TaskOptions.named("slow").withTimeout(Duration.ofMillis(50)), () -> 1);
      ScriptedWorker worker = executor.worker();
      Job<?> job = worker.jobs.get(0);

      worker.claimed.add(job);
      assertFalse(future.cancel(false));
      worker.begin(job);

      await().atMost(PATIENCE).until(future::isDone);
      assertInstanceOf(TaskTimeoutException.class, future.exceptionNow());
      worker.die();
    }
  }

  @Test
  @DisplayName("C1: a thread that was interrupted can submit, as long as it need not wait")
  void submit_byAnInterruptedThread_isAccepted() {
    try (ScriptedExecutor executor = open()) {
      Thread.currentThread().interrupt();
      TaskFuture<Integer> future = executor.submit(() -> 1);
      assertTrue(Thread.interrupted(), "the interrupt was lost");

      executor.worker().begin(executor.worker().jobs.get(0));
      executor.worker().succeed(executor.worker().jobs.get(0), 1);
      assertEquals(1, future.resultNow());
    }
  }

  private static ScriptedExecutor open() {
    return ScriptedExecutor.open(settings -> settings.cancelGrace(Duration.ZERO), ScriptedWorker::announce);
  }
}
