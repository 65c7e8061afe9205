package dev.offload.threads;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.offload.ExecutorConfig;
import dev.offload.MapOptions;
import dev.offload.Results;
import dev.offload.TaskExecutor;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class ChunkMemoryTest {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  @Test
  @DisplayName("R7: a result that was taken is held by nobody while the rest of its chunk runs")
  void result_takenFromARunningChunk_isCollectable() {
    CountDownLatch gate = new CountDownLatch(1);
    try (TaskExecutor executor = TaskExecutor.open(ExecutorConfig.defaults().toBuilder().backend("threads").workers(1).build())) {
      Results<byte[]> results = executor.map(MapOptions.defaults().withChunkSize(2), number -> {
        if (number == 2) {
          gate.await();
        }
        return new byte[number];
      }, List.of(1, 2));

      WeakReference<byte[]> first = new WeakReference<>(results.next());

      try {
        await().atMost(PATIENCE).untilAsserted(() -> {
          System.gc();
          assertEquals(null, first.get());
        });
      } finally {
        gate.countDown();
      }
    }
  }
}
