package dev.offload.benchmarks.harness;

/** Which values of a bar are the better ones. */
public enum Better {
  /** Times and memory. */
  LESS,
  /** Rates. */
  MORE
}
