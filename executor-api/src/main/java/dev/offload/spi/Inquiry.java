package dev.offload.spi;

import com.google.common.util.concurrent.Uninterruptibles;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;

/** Asks workers for elements that they have not begun, and waits for their answers. Used by one thread. */
final class Inquiry {
  private static final Duration PATIENCE = Duration.ofSeconds(1);

  private final List<CompletableFuture<?>> answers = new ArrayList<>();

  void ask(Worker worker, Job<?> job) {
    answers.add(worker.askBack(job));
  }

  /** As {@link #ask(Worker, Job)}, of a cancelled job: if a worker has it, and it has more than one thing to do. */
  void ask(Job<?> job) {
    Worker worker = job.worker;
    if (worker != null && job.elements() != null) {
      ask(worker, job);
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
