package dev.offload;

import org.jspecify.annotations.Nullable;

/**
 * The executor cannot run tasks any more: its initializer failed (rule E2), or its workers did not start (rule E3). It is the
 * outcome of every task that was waiting, and {@code submit} throws it from then on.
 */
public class BrokenExecutorException extends OffloadException {
  private static final long serialVersionUID = 1L;

  /** Makes one that says why the executor broke. */
  public BrokenExecutorException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
