package dev.offload;

import java.util.Optional;

/**
 * One line that a task or its worker printed.
 *
 * @param worker the worker's name, for example {@code worker-3}
 * @param task the name of the task that ran when the line was printed; empty where none did
 * @param stream where it was printed
 * @param text the line without its end; a line longer than 64 KiB comes in pieces
 */
public record OutputLine(String worker, Optional<String> task, Stream stream, String text) {
  /** The stream a line was printed on. */
  public enum Stream {
    /** Standard output. */
    STDOUT,
    /** Standard error. */
    STDERR
  }
}
