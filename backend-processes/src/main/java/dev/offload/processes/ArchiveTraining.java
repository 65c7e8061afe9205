package dev.offload.processes;

import dev.offload.processes.ArchiveStore.Turn;
import dev.offload.processes.worker.Rehearsal;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes an archive that is missing, in the background: a JVM of its own does once what workers do, and writes down what it has loaded.
 * Whatever comes between, nobody waits for it, and the next executor that lasts long enough tries again.
 *
 * <p>Files lie in the executor's directory until the archive is whole, so that they go where all goes that is left behind.
 */
final class ArchiveTraining {
  private static final Logger LOGGER = LoggerFactory.getLogger(ArchiveTraining.class);
  // A program that is over sooner would only be slowed down.
  private static final Duration DELAY = Duration.ofMillis(500);
  private static final Duration NEXT_LOOK = Duration.ofSeconds(20);
  private static final Duration LIMIT = Duration.ofMinutes(2);
  private static final int SHOWN_BYTES = 2000;
  // Some times what it takes, with what it is made from.
  private static final long LEAST_ROOM_BYTES = 256L << 20;
  private static final String FILES = "archive";

  private final ClassDataArchive archive;
  private final ProcessesExecutor executor;

  // Guarded by this.
  private boolean planned;
  private boolean stopped;
  private @Nullable Process process;

  ArchiveTraining(ClassDataArchive archive, ProcessesExecutor executor) {
    this.archive = archive;
    this.executor = executor;
  }

  /** A worker was started: soon it is time, if it was the first. */
  synchronized void onWorkerStarted() {
    if (!planned) {
      planned = true;
      executor.later(DELAY, this::begin);
    }
  }

  /** Ends it, whatever it is at; once this returns, it writes no more to the executor's directory. */
  void stop() {
    Process running;
    synchronized (this) {
      stopped = true;
      running = process;
    }
    if (running != null) {
      running.destroyForcibly();
      Obituary.awaitExit(running);
    }
  }

  private void begin() {
    executor.thread("archive", this::run).start();
  }

  private void run() {
    try {
      if (archive.isMissing()) {
        makeInTurn();
      }
    } catch (IOException | RuntimeException e) {
      LOGGER.debug("no archive of the workers' classes was made", e);
    } catch (InterruptedException e) {
      // Nobody of ours interrupts this thread, and it is at its end.
      Thread.currentThread().interrupt();
    }
  }

  private void makeInTurn() throws IOException, InterruptedException {
    try (Turn turn = archive.store().tryTurn()) {
      if (turn == null || !turn.mayTry(archive.key())) {
        // Another makes one, or the last try came to nothing a short while ago.
        executor.later(NEXT_LOOK, this::begin);
      } else if (archive.isMissing() && executor.hasChildren()) {
        make(turn);
        LOGGER.debug("from now on workers start from an archive of their classes");
      }
    }
  }

  private void make(Turn turn) throws IOException, InterruptedException {
    Path directory = executor.directory().path();
    ensureRoom(directory);
    ensureRoom(turn.place());
    turn.noteTry(archive.key());
    try {
      Path made = make(directory);
      if (!archive.isCurrent()) {
        throw new IOException("a jar of the class path was replaced while it was archived");
      }
      turn.keep(archive.key(), made);
    } finally {
      deleteAll(directory);
    }
  }

  /** An archive is worth less than what others would write there. */
  private static void ensureRoom(Path place) throws IOException {
    long room = place.toFile().getUsableSpace();
    if (room < LEAST_ROOM_BYTES) {
      throw new IOException("too little room in " + place + ": " + (room >> 20) + " MiB");
    }
  }

  /** Not with the executor only: that may live for long, and its directory lie in memory. */
  private static void deleteAll(Path directory) throws IOException {
    try (DirectoryStream<Path> files = Files.newDirectoryStream(directory, "{" + FILES + "," + Rehearsal.FILES + "}*")) {
      for (Path file : files) {
        Files.deleteIfExists(file);
      }
    } catch (NoSuchFileException e) {
      // The executor was closed meanwhile, and all its files are gone.
      LOGGER.debug("nothing is left to delete", e);
    }
  }

  private Path make(Path directory) throws IOException, InterruptedException {
    Path made = directory.resolve(FILES);
    int number = 0;
    for (List<String> options : archive.format().runs(directory.resolve(FILES + ".configuration"), made)) {
      Path arguments = directory.resolve(FILES + ".arguments-" + ++number);
      ArgumentFile.write(arguments, argumentsOf(options, directory));
      perform(arguments, directory.resolve(FILES + ".output-" + number));
    }
    return made;
  }

  private List<String> argumentsOf(List<String> options, Path directory) {
    List<String> arguments = new ArrayList<>(archive.jvmArguments());
    arguments.addAll(options);
    arguments.addAll(List.of("-cp", archive.classPath(), Rehearsal.class.getName(), directory.toString()));
    return arguments;
  }

  private void perform(Path arguments, Path output) throws IOException, InterruptedException {
    Process started = start(arguments, output);
    try {
      boolean ended = started.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS);
      if (!ended || started.exitValue() != 0) {
        throw new IOException((ended ? "exit code " + started.exitValue() : "no end within " + LIMIT) + ": " + endOf(output));
      }
    } finally {
      started.destroyForcibly();
      executor.childEnded(started);
    }
  }

  private synchronized Process start(Path arguments, Path output) throws IOException {
    if (stopped) {
      throw new IOException("the executor is closed");
    }
    Process started = executor.startTraining(arguments, output);
    process = started;
    return started;
  }

  private static String endOf(Path output) throws IOException {
    String text = Files.readString(output);
    return text.substring(Math.max(0, text.length() - SHOWN_BYTES));
  }
}
