package dev.offload.processes.worker;

import dev.offload.processes.wire.WorkerSetup;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Ends this JVM, and what its tasks started, when the parent is gone: nobody is left to give it work or to end it, nor to delete the
 * directory they shared (rule E5).
 */
final class ParentWatch {
  private final Optional<ProcessHandle> parent;
  private final Path directory;

  ParentWatch(WorkerSetup setup) {
    this.parent = ProcessHandle.current().parent()
        .filter(direct -> direct.pid() == setup.parentPid())
        // Started through a script: any process may have that id by now, so its start has to fit.
        .or(() -> ProcessHandle.of(setup.parentPid()).filter(handle -> isSame(handle, setup.parentStartMillis())));
    this.directory = Path.of(setup.claimBoard()).getParent();
  }

  /** Watches from now on. The channel tells sooner; this is for the time before there is one. */
  void begin() {
    parent.ifPresentOrElse(handle -> handle.onExit().thenRun(this::endOrphaned), this::endOrphaned);
  }

  /** The channel is closed: the parent is gone, or about to be. */
  void onChannelClosed() {
    if (isGoneSoon()) {
      endOrphaned();
    }
    // The parent lives, or nobody has asked for its exit code: the next one that starts deletes what is left.
    end(WorkerExitCode.PARENT_GONE);
  }

  /** Ends this JVM at once: no shutdown hook of a task may keep it. */
  static void end(WorkerExitCode code) {
    ProcessHandle.current().descendants().forEach(ProcessHandle::destroyForcibly);
    Runtime.getRuntime().halt(code.code());
  }

  private void endOrphaned() {
    deleteDirectory();
    end(WorkerExitCode.PARENT_GONE);
  }

  private boolean isGoneSoon() {
    try {
      if (parent.isPresent()) {
        parent.get().onExit().get(1, TimeUnit.SECONDS);
      }
      return true;
    } catch (InterruptedException | ExecutionException | TimeoutException e) {
      return false;
    }
  }

  /** It holds files only. The other children of the parent are at it too. */
  private void deleteDirectory() {
    try (DirectoryStream<Path> files = Files.newDirectoryStream(directory)) {
      for (Path file : files) {
        Files.deleteIfExists(file);
      }
      Files.deleteIfExists(directory);
    } catch (IOException e) {
      // Another child was faster, or is about to be; what is left in the end is deleted by the next parent that starts.
      return;
    }
  }

  private static boolean isSame(ProcessHandle parent, long startMillis) {
    return startMillis == 0
        || parent.info().startInstant().map(Instant::toEpochMilli).map(start -> start == startMillis).orElse(true);
  }
}
