package dev.offload.processes;

import java.util.ArrayDeque;
import java.util.Deque;

/** The last lines of a worker's standard error, for the message about its death. Written and read by different threads. */
final class StderrTail {
  private static final int MAX_LINES = 20;
  private static final int MAX_LINE_CHARS = 400;

  // Guarded by this.
  private final Deque<String> lines = new ArrayDeque<>();

  synchronized void add(String line) {
    if (lines.size() == MAX_LINES) {
      lines.removeFirst();
    }
    lines.addLast(line.length() > MAX_LINE_CHARS ? line.substring(0, MAX_LINE_CHARS) + "…" : line);
  }

  synchronized String text() {
    return String.join("\n", lines);
  }
}
