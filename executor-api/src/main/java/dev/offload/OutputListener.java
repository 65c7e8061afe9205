package dev.offload;

/** Gets what tasks print, line by line, where the backend has {@link Capability#CAPTURES_OUTPUT}. */
@FunctionalInterface
public interface OutputListener {
  /**
   * Takes one line. Called from a thread of the worker's output, never by two at once for the same stream of one worker; a
   * listener that blocks holds up that worker's output only. What it throws is logged.
   */
  void onLine(OutputLine line);
}
