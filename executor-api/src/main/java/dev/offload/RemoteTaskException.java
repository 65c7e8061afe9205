package dev.offload;

import org.jspecify.annotations.Nullable;

/**
 * Stands for a throwable that could not travel (rule R4): it has the original's class name, message, stack trace, causes and
 * suppressed exceptions, those too as {@code RemoteTaskException} where they could not travel.
 */
public class RemoteTaskException extends OffloadException {
  private static final long serialVersionUID = 1L;

  private final String originalClassName;
  private final @Nullable String originalMessage;

  /** Makes a stand-in for a throwable of the given class and message, with the given cause, if any. */
  public RemoteTaskException(String originalClassName, @Nullable String originalMessage, @Nullable Throwable cause) {
    super(originalMessage == null ? originalClassName : originalClassName + ": " + originalMessage, cause);
    this.originalClassName = originalClassName;
    this.originalMessage = originalMessage;
  }

  /** The binary name of the class of the original. */
  public String originalClassName() {
    return originalClassName;
  }

  /** The message of the original, null where it had none. */
  public @Nullable String originalMessage() {
    return originalMessage;
  }
}
