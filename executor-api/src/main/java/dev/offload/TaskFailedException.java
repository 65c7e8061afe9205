package dev.offload;

/**
 * Thrown by {@link Results} at the place of an element whose task failed (rule M3); its cause is what the task threw. The
 * iteration can go on after it.
 */
public class TaskFailedException extends OffloadException {
  private static final long serialVersionUID = 1L;

  private final String taskName;

  /** Makes one for the task {@code taskName}, which ended with {@code cause}. */
  public TaskFailedException(String taskName, String message, Throwable cause) {
    super(message, cause);
    this.taskName = taskName;
  }

  /** The name of the task that failed, as its future has it. */
  public String taskName() {
    return taskName;
  }
}
