package dev.offload.codec.shared;

/** What came is nothing that the other end sends: it is not to be believed any more. */
public final class BadMessageException extends Exception {
  private static final long serialVersionUID = 1L;

  /** Makes one that says what is wrong. */
  public BadMessageException(String message) {
    super(message);
  }
}
