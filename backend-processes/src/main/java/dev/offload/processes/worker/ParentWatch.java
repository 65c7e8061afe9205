package dev.offload.processes.worker;

import java.time.Instant;

/** Ends this JVM, and what its tasks started, when the parent is gone: nobody is left to give it work or to end it (rule E5). */
final class ParentWatch {
  private ParentWatch() {}

  /** Watches from now on. The channel tells sooner; this is for the time before there is one. */
  static void begin(long parentPid, long parentStartMillis) {
    ProcessHandle parent = ProcessHandle.of(parentPid).orElse(null);
    if (parent == null || !isSame(parent, parentStartMillis)) {
      end(WorkerExitCode.PARENT_GONE);
    } else {
      parent.onExit().thenRun(() -> end(WorkerExitCode.PARENT_GONE));
    }
  }

  /** Ends this JVM at once: no shutdown hook of a task may keep it. */
  static void end(WorkerExitCode code) {
    ProcessHandle.current().descendants().forEach(ProcessHandle::destroyForcibly);
    Runtime.getRuntime().halt(code.code());
  }

  private static boolean isSame(ProcessHandle parent, long startMillis) {
    return startMillis == 0
        || parent.info().startInstant().map(Instant::toEpochMilli).map(start -> start == startMillis).orElse(true);
  }
}
