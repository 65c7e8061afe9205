package dev.offload;

import org.jspecify.annotations.Nullable;

/**
 * A task, argument or result could not be turned into bytes or back (rules C5, R4). The message gives the path to the culprit,
 * for example {@code task.captured[0].connection.socket : java.net.Socket}, and what to do about it.
 */
public class TaskTransferException extends OffloadException {
  private static final long serialVersionUID = 1L;

  /** Makes one with a message that names the culprit and the cure. */
  public TaskTransferException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
