package dev.offload;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * When a task was submitted, begun and finished, by the clock of the submitting JVM.
 *
 * @param submitted when {@code submit} accepted it
 * @param started when it became RUNNING, if it ever did
 * @param finished when its future got its outcome, if it has one
 */
public record Timeline(Instant submitted, Optional<Instant> started, Optional<Instant> finished) {
  /** How long the task waited before a worker began it; empty while it has not begun. */
  public Optional<Duration> waited() {
    return started.map(start -> Duration.between(submitted, start));
  }

  /** How long the task ran; empty unless it has both begun and finished. */
  public Optional<Duration> ran() {
    return started.flatMap(start -> finished.map(end -> Duration.between(start, end)));
  }
}
