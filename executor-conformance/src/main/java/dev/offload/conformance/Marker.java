package dev.offload.conformance;

import java.io.FileOutputStream;
import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Where tasks, in whatever JVM they run, leave a line for the test to read.
 *
 * @param path the file of the lines
 */
public record Marker(String path) implements Serializable {
  private static final AtomicInteger MADE = new AtomicInteger();

  /** A marker without lines in a directory of the test. */
  public static Marker in(Path directory) {
    return new Marker(directory.resolve("marks-" + MADE.incrementAndGet()).toString());
  }

  /** Adds a line. Lines of several threads and processes do not mix: each is one write at the end of the file. */
  public void mark(Object line) {
    // Not a channel: that would be closed under a thread that is interrupted.
    try (FileOutputStream out = new FileOutputStream(path, true)) {
      out.write((line + "\n").getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The lines so far, in the order they were written. */
  public List<String> lines() {
    try {
      return Files.exists(Path.of(path)) ? Files.readAllLines(Path.of(path)) : List.of();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** How many lines there are. */
  public int count() {
    return lines().size();
  }
}
