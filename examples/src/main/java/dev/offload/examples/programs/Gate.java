package dev.offload.examples.programs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Holds up tasks until it is opened, so that a program can decide which one ends first. It is shut while its file exists, because
 * threads and child JVMs see the same files.
 *
 * @param file the file's path
 */
record Gate(String file) implements AutoCloseable {
  private static final long POLL_MILLIS = 5;

  static Gate shut() throws IOException {
    return new Gate(Files.createTempFile("offload-gate-", "").toString());
  }

  /** Waits until the gate is open. */
  void pass() throws InterruptedException {
    while (Files.exists(Path.of(file))) {
      Thread.sleep(POLL_MILLIS);
    }
  }

  void open() {
    try {
      Files.deleteIfExists(Path.of(file));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot open the gate " + file, e);
    }
  }

  /** Opens the gate: nobody waits there when the program leaves it. */
  @Override
  public void close() {
    open();
  }
}
