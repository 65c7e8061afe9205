package dev.offload.threads;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.offload.ExecutorConfig;
import dev.offload.TaskExecutor;
import dev.offload.TaskFuture;
import java.nio.channels.spi.AbstractInterruptibleChannel;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Interrupts that do more than set a flag. */
class ThreadInterruptTest {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  /** A channel that cannot be closed, as an interrupt of whoever waits for it does. */
  private static final class Stubborn extends AbstractInterruptibleChannel {
    private final CountDownLatch waiting = new CountDownLatch(1);
    private final CountDownLatch closed = new CountDownLatch(1);

    private String waitUntilClosed() throws Exception {
      try {
        begin();
        waiting.countDown();
        awaitClosed();
        return "closed";
      } finally {
        end(true);
      }
    }

    private void awaitClosed() {
      boolean isClosed = false;
      while (!isClosed) {
        try {
          isClosed = closed.await(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException e) {
          // Only the channel ends the wait.
        }
      }
    }

    @Override
    protected void implCloseChannel() {
      closed.countDown();
      throw new IllegalStateException("cannot be closed");
    }
  }

  @Test
  @DisplayName("K3: a task that waits for a channel which cannot be closed is cancelled, and its worker goes on")
  void cancel_whoseInterruptThrows_keepsNoWorker() throws Exception {
    Stubborn channel = new Stubborn();
    try (TaskExecutor executor = TaskExecutor.open(ExecutorConfig.defaults().withBackend("threads").withWorkers(1))) {
      TaskFuture<String> future = executor.submit(channel::waitUntilClosed);
      assertTrue(channel.waiting.await(PATIENCE.toSeconds(), TimeUnit.SECONDS));

      cancelWhateverItThrows(future);

      assertThrows(CancellationException.class, future::get);
      future.stopped().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
      assertEquals(1, executor.submit(() -> 1).get(PATIENCE.toSeconds(), TimeUnit.SECONDS));
    }
  }

  private static void cancelWhateverItThrows(TaskFuture<?> future) {
    try {
      future.cancel(true);
    } catch (IllegalStateException e) {
      // Some JDKs pass on what the channel throws.
      assertEquals("cannot be closed", e.getMessage());
    }
  }
}
