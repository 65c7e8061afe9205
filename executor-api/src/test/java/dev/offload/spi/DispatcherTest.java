package dev.offload.spi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.offload.BrokenExecutorException;
import dev.offload.TaskFuture;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class DispatcherTest {
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
}
