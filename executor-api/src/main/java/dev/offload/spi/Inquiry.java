package dev.offload.spi;

import com.google.common.util.concurrent.Uninterruptibles;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;

/** Asks workers for what they have not begun, and waits for their answers. Used by one thread. */
final class Inquiry {
  private final List<CompletableFuture<?>> answers = new ArrayList<>();

  void ask(Worker worker, Job<?> job) {
    answers.add(worker.askBack(job));
  }

  /** Waits for all answers, but not for ever: a worker that is frozen gives none, and begins nothing meanwhile. */
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
