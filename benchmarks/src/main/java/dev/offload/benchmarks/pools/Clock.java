package dev.offload.benchmarks.pools;

/** Seconds since a moment. */
public final class Clock {
  private final long startNanos = System.nanoTime();

  private Clock() {}

  /** A clock that starts now. */
  public static Clock start() {
    return new Clock();
  }

  /** Seconds since the start. */
  public double seconds() {
    return (System.nanoTime() - startNanos) / 1e9;
  }
}
