package dev.offload.processes;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.offload.MapOptions;
import dev.offload.Results;
import dev.offload.TaskExecutor;
import dev.offload.TaskFuture;
import java.util.Collections;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Cancelling what is just on its way to a worker. */
class CancelWhileSentTest {
  private static final int ROUNDS = 100;
  private static final int CHUNK = 512;
  private static final MapOptions TOGETHER = MapOptions.defaults().withChunkSize(CHUNK);

  @Test
  @DisplayName("K1: tasks that are cancelled while they are sent harm neither the worker nor each other")
  void cancel_whileTheTasksAreSent_keepsTheWorker() throws Exception {
    try (TaskExecutor executor = Processes.open()) {
      long pid = executor.submit(() -> ProcessHandle.current().pid()).get();

      for (int i = 0; i < ROUNDS; i++) {
        TaskFuture<?> before = executor.submit(() -> Thread.sleep(2));
        Results<Integer> results = executor.map(TOGETHER, x -> x, Collections.nCopies(CHUNK, 1));
        LockSupport.parkNanos(1_000_000 + i * 20_000L);
        results.close();
        before.get();
      }

      assertEquals(pid, executor.submit(() -> ProcessHandle.current().pid()).get());
    }
  }
}
