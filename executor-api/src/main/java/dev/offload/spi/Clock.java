package dev.offload.spi;

import java.time.Instant;
import java.util.Optional;

/** Times as nanoseconds since this class was loaded: small enough to keep in every promise, and never set back. */
final class Clock {
  /** Stands for a time that has not come. */
  static final long NEVER = -1;

  private static final Instant BASE = Instant.now();
  private static final long BASE_NANOS = System.nanoTime();

  private Clock() {}

  static long nanos() {
    return System.nanoTime() - BASE_NANOS;
  }

  static Instant instant(long nanos) {
    return BASE.plusNanos(nanos);
  }

  static Optional<Instant> instantIfAny(long nanos) {
    return nanos == NEVER ? Optional.empty() : Optional.of(instant(nanos));
  }
}
