package dev.offload.spi;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.offload.MapOptions;
import dev.offload.ShutdownMode;
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
    CompletableFuture<Void> answer = new CompletableFuture<>();
    executor.askingBack(asked -> answer);
    executor.map(TEN_TOGETHER, x -> x, TEN);
    ScriptedWorker worker = executor.worker();
    Job<?> job = worker.jobs.get(0);
    worker.begin(job);
    executor.schedule(Duration.ofMillis(100), () -> {
      worker.giveBack(job, 3);
      answer.complete(null);
    });

    executor.shutdown(ShutdownMode.CANCEL_PENDING);

    assertEquals(3, job.elements().count());
    worker.endElements(job, 3);
    worker.succeed(job, null);
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
}
