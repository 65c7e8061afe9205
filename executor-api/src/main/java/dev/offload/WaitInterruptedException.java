package dev.offload;

/**
 * The thread was interrupted where an {@link InterruptedException} cannot be declared: in an iterator, or in {@code submit} while it
 * waits for room in the queue. The thread's interrupt flag is set (rule W7).
 */
public class WaitInterruptedException extends OffloadException {
  private static final long serialVersionUID = 1L;

  /** Makes one that says what was being waited for. */
  public WaitInterruptedException(String message, InterruptedException cause) {
    super(message, cause);
  }
}
