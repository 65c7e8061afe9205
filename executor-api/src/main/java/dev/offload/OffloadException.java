package dev.offload;

import org.jspecify.annotations.Nullable;

/** The root of the exceptions that this library makes itself. */
public abstract class OffloadException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Makes one; {@code cause} may be null. */
  protected OffloadException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
