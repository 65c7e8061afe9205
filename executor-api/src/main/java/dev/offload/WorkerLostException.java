package dev.offload;

import org.jspecify.annotations.Nullable;

/**
 * The worker died while it ran the task (rule E3). The message names the worker, its process id and exit code in words, the task,
 * and the last lines the worker wrote on its standard error.
 */
public class WorkerLostException extends OffloadException {
  private static final long serialVersionUID = 1L;

  private final String worker;

  /** Makes one that tells of the loss of {@code worker}. */
  public WorkerLostException(String message, String worker, @Nullable Throwable cause) {
    super(message, cause);
    this.worker = worker;
  }

  /** The name of the worker that was lost, for example {@code worker-3}. */
  public String worker() {
    return worker;
  }
}
