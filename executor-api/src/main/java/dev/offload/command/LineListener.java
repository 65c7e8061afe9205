package dev.offload.command;

import java.io.Serializable;

/** Gets what a command prints, line by line. */
@FunctionalInterface
public interface LineListener extends Serializable {
  /**
   * Takes a line, without its end. Called by one thread; one that blocks holds up the command as soon as its output is full. What it throws
   * ends the command.
   */
  void onLine(String line) throws Exception;
}
