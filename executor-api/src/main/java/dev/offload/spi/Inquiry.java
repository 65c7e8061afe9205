package dev.offload.spi;

import com.google.common.util.concurrent.Uninterruptibles;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;

/**
 * Asks workers for elements that they have not begun and nobody wants any more, and waits for their answers. Whoever cancels jobs asks
 * for them. Used by one thread.
 */
final class Inquiry {
  private static final Duration PATIENCE = Duration.ofSeconds(1);

  private final List<CompletableFuture<?>> answers = new ArrayList<>();

  /** Asks the worker that has the job, if one has it and it stands for elements. */
  void ask(Job<?> job) {
    Worker worker = job.worker;
    if (worker != null && job.elements() != null) {
      answers.add(worker.askBack(job));
    }
  }

  /** Waits for all answers, but no longer than a second: a worker that is frozen gives none, and begins nothing meanwhile. */
  void await() {
    try {
      Uninterruptibles.getUninterruptibly(CompletableFuture.allOf(answers.toArray(CompletableFuture[]::new)), PATIENCE);
    } catch (TimeoutException e) {
      // What comes later is given back then.
    } catch (ExecutionException e) {
      throw new IllegalStateException("nobody fails an answer", e);
    }
  }
}
