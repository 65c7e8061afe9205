package dev.offload.command;

import dev.offload.OffloadException;

/** A command ended with another exit code than 0, and was to be checked. */
public final class CommandFailedException extends OffloadException {
  private static final long serialVersionUID = 1L;

  private final CommandResult result;

  CommandFailedException(String message, CommandResult result) {
    super(message, null);
    this.result = result;
  }

  /** How it ended, and what it printed. */
  public CommandResult result() {
    return result;
  }
}
