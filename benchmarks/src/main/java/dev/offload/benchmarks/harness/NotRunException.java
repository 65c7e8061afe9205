package dev.offload.benchmarks.harness;

/** A contestant cannot take part; the message is the reason, for the place where its number would stand. */
public final class NotRunException extends Exception {
  private static final long serialVersionUID = 1;

  /** Says why. */
  public NotRunException(String reason) {
    super(reason);
  }
}
