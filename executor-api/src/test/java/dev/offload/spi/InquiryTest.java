package dev.offload.spi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.offload.MapOptions;
import dev.offload.Results;
import dev.offload.ShutdownMode;
import dev.offload.TaskFailedException;
import dev.offload.spi.ScriptedExecutor.ScriptedWorker;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Elements of a worker that has to be asked which of them it will not begin. */
class InquiryTest {
  private static final MapOptions TOGETHER = MapOptions.defaults().withChunkSize(10).withFailFast(true);
  private static final Duration SOON = Duration.ofMillis(100);
  private static final List<Integer> TEN = IntStream.range(0, 10).boxed().toList();

  @RegisterExtension private final ScriptedExecutors executors = new ScriptedExecutors();
  private final ScriptedExecutor executor = executors.open(settings -> settings).gathering();

  @Test
  @DisplayName("E4: shutdown(CANCEL_PENDING) returns when a worker that had to be asked has said what it will not begin")
  void shutdown_waitsForAWorkerThatHasToBeAsked() {
    Asked asked = new Asked(SOON);

    executor.shutdown(ShutdownMode.CANCEL_PENDING);

    assertTrue(asked.answer.isDone());
    assertEquals(3, asked.job.elements().count());
    asked.end(3);
  }

  @Test
  @DisplayName("E4, K1: shutdownNow returns when a worker that had to be asked has said what it will not begin")
  void shutdownNow_waitsForAWorkerThatHasToBeAsked() {
    Asked asked = new Asked(SOON);

    executor.shutdownNow();

    assertTrue(asked.answer.isDone());
    asked.worker.skip(asked.job);
  }

  @Test
  @DisplayName("M5, K1: closed results return when a worker that had to be asked has said what it will not begin")
  void close_waitsForAWorkerThatHasToBeAsked() {
    Asked asked = new Asked(SOON);

    asked.results.close();

    assertTrue(asked.answer.isDone());
    asked.worker.skip(asked.job);
  }

  @Test
  @DisplayName("M3, K1: with failFast a failure comes out when a worker that had to be asked has said what it will not begin")
  void failFast_waitsForAWorkerThatHasToBeAsked() {
    Asked asked = new Asked(SOON);
    Elements<?> elements = asked.job.elements();
    asked.worker.ended(List.of(Ended.elements(asked.job, 1, () -> elements.failed(0, new IllegalStateException("the first")))));

    assertThrows(TaskFailedException.class, asked.results::next);

    assertTrue(asked.answer.isDone());
    asked.worker.skip(asked.job);
  }

  @Test
  @DisplayName("E6: shutdown(CANCEL_PENDING) waits a second at most for a worker that does not answer")
  void shutdown_doesNotWaitForEver() {
    Asked asked = new Asked(Duration.ofHours(1));

    executor.shutdown(ShutdownMode.CANCEL_PENDING);

    assertFalse(asked.answer.isDone());
    assertEquals(TEN.size(), asked.job.elements().count());
    asked.end(TEN.size());
  }

  /** A worker that has begun the first of ten elements, and gives back all but three when it is asked, after a while. */
  private final class Asked {
    final CompletableFuture<Void> answer = new CompletableFuture<>();
    final Results<Integer> results;
    final ScriptedWorker worker;
    final Job<?> job;

    Asked(Duration delay) {
      executor.askingBack(asked -> {
        executor.schedule(delay, this::giveBack);
        return answer;
      });
      results = executor.map(TOGETHER, x -> x, TEN);
      worker = executor.worker();
      job = worker.jobs.get(0);
      worker.begin(job);
    }

    private void giveBack() {
      worker.giveBack(job, 3);
      answer.complete(null);
    }

    void end(int count) {
      worker.endElements(job, count);
      worker.succeed(job, null);
    }
  }
}
