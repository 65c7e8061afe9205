package dev.offload.command;

import dev.offload.OffloadException;
import java.time.Duration;

/** A command took longer than it was given, and was ended with all that it had started. */
public final class CommandTimeoutException extends OffloadException {
  private static final long serialVersionUID = 1L;

  private final Duration timeout;
  private final CommandResult soFar;

  CommandTimeoutException(String message, Duration timeout, CommandResult soFar) {
    super(message, null);
    this.timeout = timeout;
    this.soFar = soFar;
  }

  /** The time it was given. */
  public Duration timeout() {
    return timeout;
  }

  /** What it had printed by then; the exit code is that of its violent end. */
  public CommandResult soFar() {
    return soFar;
  }
}
