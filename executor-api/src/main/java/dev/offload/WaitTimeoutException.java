package dev.offload;

/** An iteration over futures or results ran out of time (rules W6, M5); the text is like {@code 2 (of 4) futures unfinished}. */
public class WaitTimeoutException extends OffloadException {
  private static final long serialVersionUID = 1L;

  /** Makes one that tells how many were unfinished. */
  public WaitTimeoutException(String message) {
    super(message, null);
  }
}
