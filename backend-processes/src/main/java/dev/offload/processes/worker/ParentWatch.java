package dev.offload.processes.worker;

import com.google.common.util.concurrent.Uninterruptibles;
import dev.offload.processes.wire.WorkerSetup;
import dev.offload.spi.Offspring;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Ends this JVM, and what its tasks started, when the parent is gone: nobody is left to give it work or to end it, nor to delete the
 * directory they shared (rule E5).
 */
final class ParentWatch {
  /** A second of looks. Counted, because this process may be kept from running for longer than that between two of them. */
  private static final int LOOKS = 200;
  private static final long PAUSE_MILLIS = 5;

  private final WorkerSetup setup;
  private final Path directory;

  // Guarded by this.
  private @Nullable Parent parent;

  ParentWatch(WorkerSetup setup) {
    this.setup = setup;
    this.directory = Path.of(setup.claimBoard()).getParent();
  }

  /** The parent, if it lives, and whether it is that of this process or that of a script between. */
  private record Parent(Optional<ProcessHandle> handle, boolean isDirect) {}

  /** Watches from now on, without a wait for what that takes. The channel tells sooner; this is for the time before there is one. */
  void begin() {
    Thread thread = new Thread(this::watch, "offload-watch");
    thread.setDaemon(true);
    thread.start();
  }

  private void watch() {
    Optional<ProcessHandle> handle = parent().handle();
    if (handle.isEmpty()) {
      endOrphaned();
    } else {
      handle.get().onExit().thenRun(this::endOrphaned);
    }
  }

  private synchronized Parent parent() {
    Parent known = parent;
    if (known == null) {
      Optional<ProcessHandle> direct = directParent().filter(handle -> handle.pid() == setup.parentPid());
      // Started through a script: any process may have that id by now, so its start has to fit.
      known = new Parent(direct.or(
          () -> ProcessHandle.of(setup.parentPid()).filter(handle -> isSame(handle, setup.parentStartMillis()))), direct.isPresent());
      parent = known;
    }
    return known;
  }

  /** The channel is closed: the parent is gone, or about to be. */
  void onChannelClosed() {
    if (isGoneSoon()) {
      endOrphaned();
    }
    // The parent lives, or nobody has asked for its exit code: the next one that starts deletes what is left.
    end(WorkerExitCode.PARENT_GONE);
  }

  /** The channel broke, or there never was one. That is worth a word only if there is a parent to hear it. */
  void onChannelFailed(Throwable failure) {
    if (isGoneSoon()) {
      endOrphaned();
    }
    endFailed(failure);
  }

  /** Ends this JVM, whose channel is of no use. */
  static void endFailed(Throwable failure) {
    System.err.println("worker: the channel failed: " + failure);
    end(WorkerExitCode.CHANNEL_FAILED);
  }

  /** Ends this JVM at once, and what its tasks have started: no shutdown hook of a task may keep it. */
  static void end(WorkerExitCode code) {
    try {
      Offspring offspring = Offspring.ofThisJvm();
      offspring.remember(ProcessHandle.current());
      offspring.end();
    } finally {
      // Also if there is no memory left to look for them: the parent does it again.
      Runtime.getRuntime().halt(code.code());
    }
  }

  private void endOrphaned() {
    try {
      deleteDirectory();
      // The other children of the parent too: one that is stopped cannot see that it is gone.
      Offspring.ofExecutor(directory.getFileName().toString()).end();
      // What one of them may have added before it ended.
      deleteDirectory();
    } finally {
      end(WorkerExitCode.PARENT_GONE);
    }
  }

  private boolean isGoneSoon() {
    boolean gone = isGone();
    for (int look = 1; !gone && look < LOOKS; look++) {
      Uninterruptibles.sleepUninterruptibly(PAUSE_MILLIS, TimeUnit.MILLISECONDS);
      gone = isGone();
    }
    return gone;
  }

  /** A child is given to another parent at once, also while nobody has asked for the exit code of its own. */
  private boolean isGone() {
    Parent known = parent();
    return known.isDirect() ? !directParent().equals(known.handle()) : known.handle().filter(Offspring::isRunning).isEmpty();
  }

  /** It holds files only. The other children of the parent are at it too, so each deletes all that it finds, before any ends another. */
  private void deleteDirectory() {
    try (DirectoryStream<Path> files = Files.newDirectoryStream(directory)) {
      for (Path file : files) {
        Files.deleteIfExists(file);
      }
      Files.deleteIfExists(directory);
    } catch (IOException e) {
      // Another child was faster; if it was anything else, the next parent that starts deletes what is left.
      return;
    }
  }

  private static Optional<ProcessHandle> directParent() {
    return ProcessHandle.current().parent();
  }

  private static boolean isSame(ProcessHandle parent, long startMillis) {
    return startMillis == 0
        || parent.info().startInstant().map(Instant::toEpochMilli).map(start -> start == startMillis).orElse(true);
  }
}
