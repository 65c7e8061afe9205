package dev.offload.spi;

import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/**
 * A job that a worker has ended, for {@link Worker#ended}.
 *
 * @param <T> what its task returns
 */
public final class Ended<T extends @Nullable Object> {
  private static final long UNKNOWN = -1;

  private final Job<T> job;
  private final long ranNanos;
  private final boolean threw;
  private final Callable<?> decoder;

  private Ended(Job<T> job, long ranNanos, boolean threw, Callable<?> decoder) {
    this.job = job;
    this.ranNanos = ranNanos;
    this.threw = threw;
    this.decoder = decoder;
  }

  /** It returned what {@code decoder} will give, after {@code ranNanos}. What the decoder throws fails the job. */
  public static <T extends @Nullable Object> Ended<T> returned(Job<T> job, long ranNanos, Callable<T> decoder) {
    return new Ended<>(job, ranNanos, false, decoder);
  }

  /** It threw what {@code decoder} will give, after {@code ranNanos}. */
  public static <T extends @Nullable Object> Ended<T> threw(Job<T> job, long ranNanos, Callable<? extends Throwable> decoder) {
    return new Ended<>(job, ranNanos, true, decoder);
  }

  static <T extends @Nullable Object> Ended<T> returned(Job<T> job, Callable<T> decoder) {
    return returned(job, UNKNOWN, decoder);
  }

  static <T extends @Nullable Object> Ended<T> threw(Job<T> job, Callable<? extends Throwable> decoder) {
    return threw(job, UNKNOWN, decoder);
  }

  Job<T> job() {
    return job;
  }

  boolean threw() {
    return threw;
  }

  long ranNanos() {
    return ranNanos == UNKNOWN ? job.ranNanos() : ranNanos;
  }

  /** Decodes, and gives the job its outcome. */
  @SuppressWarnings("unchecked")
  void settle() {
    Object decoded;
    try {
      decoded = decoder.call();
    } catch (Throwable e) {
      job.fail(e);
      return;
    }
    if (threw) {
      job.fail((Throwable) decoded);
    } else {
      job.succeed((T) decoded);
    }
  }
}
