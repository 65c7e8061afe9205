package dev.offload.processes;

import dev.offload.processes.worker.WorkerExitCode;
import java.util.Map;

/** Exit codes of a child JVM in words: what each usually means, and what to do. */
final class ExitWords {
  private static final int SIGNAL_BASE = 128;
  private static final Map<Integer, String> SIGNALS = Map.of(
      1, "SIGHUP: its terminal was closed",
      2, "SIGINT: somebody pressed Ctrl-C",
      3, "SIGQUIT",
      4, "SIGILL: it crashed in native code",
      6, "SIGABRT: the JVM crashed or a native library aborted",
      7, "SIGBUS: it crashed in native code, or a mapped file was cut short",
      8, "SIGFPE: it crashed in native code",
      9, "SIGKILL: somebody killed it, usually the system for lack of memory; raise processes.heapMb or lower workers",
      11, "SIGSEGV: it crashed in native code",
      15, "SIGTERM: somebody asked it to end");

  private ExitWords() {}

  static String of(int code) {
    for (WorkerExitCode own : WorkerExitCode.values()) {
      if (own.code() == code) {
        return "it ended itself because " + own.words();
      }
    }
    String signal = SIGNALS.get(code - SIGNAL_BASE);
    if (signal != null) {
      return "signal " + (code - SIGNAL_BASE) + ", " + signal;
    }
    return switch (code) {
      case 0 -> "a task called System.exit(0), or Runtime.halt(0)";
      case 1 -> "the JVM could not start or refused its options, or a task called System.exit(1)";
      case 3 -> "the JVM ended because of -XX:+ExitOnOutOfMemoryError, or a task called System.exit(3)";
      default -> "a task called System.exit(" + code + ") or Runtime.halt(" + code + ")";
    };
  }
}
