package dev.offload.spi;

import com.google.common.util.concurrent.Uninterruptibles;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;

/** What workers are asked to give back, and the wait for their answers. One thread asks and waits; the answers may come from any. */
final class Inquiry {
  private final List<CompletableFuture<Void>> answers = new ArrayList<>();

  /** What asks a worker for what it has not begun of a job. */
  Runnable of(Worker worker, Job<?> job) {
    CompletableFuture<Void> answer = new CompletableFuture<>();
    answers.add(answer);
    return () -> worker.askBack(job, () -> answer.complete(null));
  }

  /** Waits for all answers, but not for ever: a worker that is lost gives none, and no more runs there either. */
  void await(Duration patience) {
    try {
      Uninterruptibles.getUninterruptibly(CompletableFuture.allOf(answers.toArray(CompletableFuture[]::new)), patience);
    } catch (TimeoutException e) {
      // What comes later is given back then.
    } catch (ExecutionException e) {
      throw new IllegalStateException("nobody fails an answer", e);
    }
  }
}
