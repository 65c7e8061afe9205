package dev.offload.processes;

import dev.offload.processes.wire.Vitals;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** The story of how a child JVM ended, for the exception of the task that was lost with it. */
final class Obituary {
  private final ProcessesOptions options;
  private final Optional<Vitals.Heap> heap;
  private final StderrTail stderr;

  Obituary(ProcessesOptions options, Optional<Vitals.Heap> lastHeap, StderrTail stderr) {
    this.options = options;
    this.heap = lastHeap;
    this.stderr = stderr;
  }

  /** Tells it, once the child is gone and all it wrote has been read. */
  String of(long pid, int code) {
    Optional<CrashReport> report = CrashReport.of(pid, options);
    // A JVM that is told to leave no core dump ends with 1, like one that could not start.
    String words = report.isPresent() && code == 1 ? "the JVM crashed" : ExitWords.of(code);
    StringBuilder story = new StringBuilder()
        .append("pid ").append(pid).append(" exited with code ").append(code).append(" (").append(words).append(").");
    heap.ifPresent(last -> story.append(" At its last report, ").append(secondsSince(last)).append(" s ago: ")
        .append(words(last)).append('.'));
    report.ifPresent(found -> story.append(" Its crash report is ").append(found.describe()).append('.'));
    String last = stderr.text();
    if (!last.isEmpty()) {
      story.append(" Its last lines on stderr:\n").append(last);
    }
    return story.toString();
  }

  /** Waits for the end of a child whose channel is closed, and helps if it does not come. */
  static int awaitExit(Process child) {
    boolean interrupted = false;
    try {
      while (true) {
        try {
          if (!child.waitFor(2, TimeUnit.SECONDS)) {
            // By its handle, which leaves its output open.
            child.toHandle().destroyForcibly();
          }
          return child.waitFor();
        } catch (InterruptedException e) {
          interrupted = true;
        }
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /** A report of the heap: {@code heap 12 of 64 MiB}. */
  static String words(Vitals.Heap heap) {
    return "heap " + (heap.usedBytes() >> 20) + " of " + (heap.maxBytes() >> 20) + " MiB";
  }

  private static String secondsSince(Vitals.Heap heap) {
    return String.format(Locale.ROOT, "%.1f", (System.currentTimeMillis() - heap.atMillis()) / 1e3);
  }
}
