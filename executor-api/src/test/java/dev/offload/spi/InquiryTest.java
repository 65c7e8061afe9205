package dev.offload.spi;

import static org.junit.jupiter.api.Assertions.assertEquals;
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
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Elements of a worker that has to be asked which of them it will not begin. */
class InquiryTest {
  private static final MapOptions TEN_TOGETHER = MapOptions.defaults().withChunkSize(10);
  private static final List<Integer> TEN = IntStream.range(0, 10).boxed().toList();

  @RegisterExtension private final ScriptedExecutors executors = new ScriptedExecutors();
  private final ScriptedExecutor executor = executors.open(settings -> settings).gathering();

  @AfterEach
  void leaveTheRest() {
    executors.abandon();
  }

  @Test
  @DisplayName("E4: shutdown(CANCEL_PENDING) returns when a worker that had to be asked has said what it will not begin")
  void shutdown_waitsForAWorkerThatHasToBeAsked() {
    Asked asked = new Asked();

    executor.shutdown(ShutdownMode.CANCEL_PENDING);

    assertTrue(asked.answer.isDone());
    assertEquals(3, asked.job.elements().count());
    asked.end(3);
  }

  @Test
  @DisplayName("E4, K1: shutdownNow returns when a worker that had to be asked has said what it will not begin")
  void shutdownNow_waitsForAWorkerThatHasToBeAsked() {
    Asked asked = new Asked();

    executor.shutdownNow();

    assertTrue(asked.answer.isDone());
    asked.worker.skip(asked.job);
  }

  @Test
  @DisplayName("M5, K1: closed results return when a worker that had to be asked has said what it will not begin")
  void close_waitsForAWorkerThatHasToBeAsked() {
    Asked asked = new Asked();

    asked.results.close();

    assertTrue(asked.answer.isDone());
    asked.worker.skip(asked.job);
  }

  @Test
  @DisplayName("M3, K1: with failFast a failure comes out when a worker that had to be asked has said what it will not begin")
  void failFast_waitsForAWorkerThatHasToBeAsked() {
    Asked asked = new Asked();
    Elements<?> elements = asked.job.elements();
    asked.worker.ended(List.of(Ended.elements(asked.job, 1, () -> elements.failed(0, new IllegalStateException("the first")))));

    assertThrows(TaskFailedException.class, asked.results::next);

    assertTrue(asked.answer.isDone());
    asked.worker.skip(asked.job);
  }

  @Test
  @DisplayName("E6: shutdown(CANCEL_PENDING) waits a second at most for a worker that does not answer")
  void shutdown_doesNotWaitForEver() {
    executor.askingBack(asked -> new CompletableFuture<>());
    executor.map(TEN_TOGETHER, x -> x, TEN);
    ScriptedWorker worker = executor.worker();
    Job<?> job = worker.jobs.get(0);
    worker.begin(job);

    executor.shutdown(ShutdownMode.CANCEL_PENDING);

    assertEquals(TEN.size(), job.elements().count());
    worker.endElements(job, TEN.size());
    worker.succeed(job, null);
  }

  /** A worker that has begun the first of ten elements, and gives back all but three a while after it was asked. */
  private final class Asked {
    final CompletableFuture<Void> answer = new CompletableFuture<>();
    final Results<Integer> results;
    final ScriptedWorker worker;
    final Job<?> job;

    Asked() {
      executor.askingBack(asked -> {
        executor.schedule(Duration.ofMillis(100), this::giveBack);
        return answer;
      });
      results = executor.map(TEN_TOGETHER.withFailFast(true), x -> x, TEN);
      worker = executor.worker();
      job = worker.jobs.get(0);
      worker.begin(job);
    }

    private void giveBack() {
      if (!answer.isDone()) {
        worker.giveBack(job, 3);
        answer.complete(null);
      }
    }

    void end(int count) {
      worker.endElements(job, count);
      worker.succeed(job, null);
    }
  }
}
