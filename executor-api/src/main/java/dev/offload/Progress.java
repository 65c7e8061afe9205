package dev.offload;

import java.util.Objects;

/**
 * How far a running task says it is.
 *
 * @param fraction the part that is done, 0.0 to 1.0
 * @param note a few words for a person; empty if there is nothing to say
 */
public record Progress(double fraction, String note) {
  /**
   * Checks the fraction.
   *
   * @throws IllegalArgumentException if {@code fraction} is not between 0.0 and 1.0
   */
  public Progress {
    if (!(fraction >= 0.0 && fraction <= 1.0)) {
      throw new IllegalArgumentException("fraction must be >= 0.0 and <= 1.0, was " + fraction);
    }
    Objects.requireNonNull(note, "note");
  }
}
