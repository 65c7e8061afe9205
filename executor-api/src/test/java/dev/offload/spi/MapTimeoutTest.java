package dev.offload.spi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.offload.MapOptions;
import dev.offload.Results;
import dev.offload.WaitTimeoutException;
import dev.offload.spi.ScriptedExecutor.ScriptedWorker;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** A time-out that comes while nothing that it could cancel is submitted. */
class MapTimeoutTest {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final Duration TIMEOUT = Duration.ofMillis(50);
  private static final MapOptions ONE_BY_ONE = MapOptions.defaults().withBufferSize(1).withTimeout(TIMEOUT);

  private final ScriptedExecutor executor = ScriptedExecutor.open(settings -> settings, ScriptedWorker::announce);

  @Test
  @DisplayName("M5: a time-out between two elements does not look like the end of the input")
  void timeout_whileAllThatIsSubmittedIsDone_isTold() {
    try (executor) {
      Results<Integer> results = executor.map(ONE_BY_ONE, x -> x, List.of(1, 2));
      endFirst();
      awaitTimeout();

      assertEquals(1, results.next());
      assertTrue(results.hasNext(), "the second element was never submitted");
      WaitTimeoutException timeout = assertThrows(WaitTimeoutException.class, results::next);
      assertEquals("0 (of 1) futures unfinished, and the input was not read to its end", timeout.getMessage());
      assertFalse(results.hasNext(), "the iteration is over");
    }
  }

  @Test
  @DisplayName("M5: an element that the input gives after the time-out is cancelled too")
  void timeout_whileTheInputIsRead_cancelsWhatItGives() {
    try (executor) {
      Results<Integer> results = executor.map(ONE_BY_ONE, x -> x, () -> List.of(1, 2).stream().peek(x -> {
        if (x == 2) {
          awaitTimeout();
        }
      }).iterator());
      endFirst();

      assertEquals(1, results.next());
      assertThrows(WaitTimeoutException.class, results::next);
      assertTrue(executor.worker().jobs.get(1).isCancelled());
      executor.worker().die();
    }
  }

  private void endFirst() {
    Job<?> first = executor.worker().jobs.get(0);
    executor.worker().begin(first);
    executor.worker().succeed(first, 1);
  }

  /** There is one alarm thread: what was due before has been done after this. */
  private void awaitTimeout() {
    CountDownLatch rung = new CountDownLatch(1);
    executor.schedule(TIMEOUT, rung::countDown);
    try {
      assertTrue(rung.await(PATIENCE.toSeconds(), TimeUnit.SECONDS));
    } catch (InterruptedException e) {
      throw new IllegalStateException("nobody interrupts a test", e);
    }
  }
}
