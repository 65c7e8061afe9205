package dev.offload;

/**
 * Thrown by {@link Results} at the place of an element whose task failed (rule M3); its cause is what the task threw. The
 * iteration can go on after it.
 */
public class TaskFailedException extends OffloadException {
  private static final long serialVersionUID = 1L;

  /** Makes one for a task that ended with {@code cause}. */
  public TaskFailedException(String message, Throwable cause) {
    super(message, cause);
  }
}
