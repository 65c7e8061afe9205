package dev.offload.benchmarks.harness;

import java.time.Duration;

/** How much work a bar does. */
public enum Scale {
  /** As much as the bar says. */
  FULL(Duration.ofMinutes(5)),
  /** As little as shows that everything works; its figures mean nothing. */
  SMOKE(Duration.ofMinutes(1));

  private final Duration patience;

  Scale(Duration patience) {
    this.patience = patience;
  }

  /** The number that belongs to this scale. */
  public int of(int full, int smoke) {
    return this == FULL ? full : smoke;
  }

  /** Longest wait for one sample; whoever needs longer is left out. */
  public Duration patience() {
    return patience;
  }
}
