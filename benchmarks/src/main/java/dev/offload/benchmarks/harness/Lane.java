package dev.offload.benchmarks.harness;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** A contestant in the race, on a thread of its own, so that one who hangs holds up nobody for long. Used by one thread. */
final class Lane implements AutoCloseable {
  private static final Duration CLOSE_PATIENCE = Duration.ofSeconds(30);

  private final Contestant contestant;
  private final Duration patience;
  private final ExecutorService thread;
  private final List<Double> values = new ArrayList<>();
  private @Nullable Sampler sampler;
  private @Nullable String dropOut;
  private boolean broken;

  Lane(Contestant contestant, Duration patience) {
    this.contestant = contestant;
    this.patience = patience;
    this.thread = Executors.newSingleThreadExecutor(body -> {
      Thread made = new Thread(body, "benchmark-" + contestant.name());
      made.setDaemon(true);
      return made;
    });
  }

  Contestant contestant() {
    return contestant;
  }

  void open() throws InterruptedException {
    attempt(() -> sampler = contestant.opening().open());
  }

  void warmUp() throws InterruptedException {
    measure();
  }

  void repeat() throws InterruptedException {
    Double value = measure();
    if (value != null) {
      values.add(value);
    }
  }

  /** Its samples, or why there are none. */
  Result result() {
    return new Result(contestant,
        dropOut == null && !values.isEmpty() ? Optional.of(new Samples(values)) : Optional.empty(),
        Optional.ofNullable(dropOut), broken);
  }

  @Override
  public void close() {
    Sampler toClose = sampler;
    if (toClose != null) {
      Future<?> closing = thread.submit(toClose::close);
      try {
        closing.get(CLOSE_PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
      } catch (ExecutionException | TimeoutException e) {
        // Its figures are taken already: who does not end properly still counts, but has to be known.
        System.err.println(contestant.name() + " did not close: " + e);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
    thread.shutdownNow();
  }

  private @Nullable Double measure() throws InterruptedException {
    Sampler open = sampler;
    if (open == null) {
      return null;
    }
    // What the others left behind is not to be collected in this one's time.
    System.gc();
    return attempt(open::sample);
  }

  private <T> @Nullable T attempt(Callable<T> step) throws InterruptedException {
    if (dropOut != null) {
      return null;
    }
    Future<T> future = thread.submit(step);
    try {
      return future.get(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      onFailure(e.getCause());
    } catch (TimeoutException e) {
      future.cancel(true);
      dropOut = "no answer within " + patience.toSeconds() + " s";
      broken = true;
    }
    return null;
  }

  private void onFailure(Throwable cause) {
    broken = !(cause instanceof NotRunException);
    dropOut = broken ? cause.toString().lines().findFirst().orElse("") : cause.getMessage();
  }
}
