package dev.offload.spi;

import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/**
 * A job that a worker has ended, or elements of one, for {@link Worker#ended}.
 *
 * @param <T> what its task returns
 */
public final class Ended<T extends @Nullable Object> {
  private static final long UNKNOWN = -1;
  private static final int ALL = 0;

  private final Job<T> job;
  private final long ranNanos;
  private final boolean threw;
  private final int elements;
  private @Nullable Callable<?> decoder;

  private Ended(Job<T> job, long ranNanos, boolean threw, int elements, Callable<?> decoder) {
    this.job = job;
    this.ranNanos = ranNanos;
    this.threw = threw;
    this.elements = elements;
    this.decoder = decoder;
  }

  /**
   * The next elements of the job have ended, {@code count} of them, and the job has not: {@link #returned} follows. What became of each is
   * told by {@code settling}, through {@link Elements#succeeded} and {@link Elements#failed}.
   */
  public static <T extends @Nullable Object> Ended<T> elements(Job<T> job, int count, Runnable settling) {
    return new Ended<>(job, 0, false, count, () -> {
      settling.run();
      return null;
    });
  }

  /** It returned what {@code decoder} will give, after {@code ranNanos}. What the decoder throws fails the job. */
  public static <T extends @Nullable Object> Ended<T> returned(Job<T> job, long ranNanos, Callable<T> decoder) {
    return new Ended<>(job, ranNanos, false, ALL, decoder);
  }

  /** It threw what {@code decoder} will give, after {@code ranNanos}. */
  public static <T extends @Nullable Object> Ended<T> threw(Job<T> job, long ranNanos, Callable<? extends Throwable> decoder) {
    return new Ended<>(job, ranNanos, true, ALL, decoder);
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

  /** How many of the job's elements it is about; 0 for the job itself. */
  int elements() {
    return elements;
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
      decoded = decode();
    } catch (Throwable e) {
      job.fail(e);
      return;
    }
    if (threw) {
      job.fail((Throwable) decoded);
    } else if (elements == ALL) {
      job.succeed((T) decoded);
    }
  }

  /** Once: when the future has its outcome, nobody holds any more what it was decoded from (rule R7). */
  private @Nullable Object decode() throws Exception {
    Callable<?> once = Objects.requireNonNull(decoder);
    decoder = null;
    return once.call();
  }
}
