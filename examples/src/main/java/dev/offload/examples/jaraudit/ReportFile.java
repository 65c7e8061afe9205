package dev.offload.examples.jaraudit;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** A file that a report is written to, if one was asked for. */
final class ReportFile {
  /** A report that can be printed. */
  @FunctionalInterface
  interface Report {
    void print(Writer out) throws IOException;
  }

  private ReportFile() {}

  /**
   * Tells before the work what would otherwise fail after it.
   *
   * @throws IllegalArgumentException if the file cannot be written
   */
  static void check(String option, @Nullable Path file) {
    if (file != null && !isWritable(file.toAbsolutePath())) {
      throw new IllegalArgumentException(option + " \"" + file + "\" cannot be written");
    }
  }

  static void write(@Nullable Path file, Report report) throws IOException {
    if (file == null) {
      return;
    }
    try (BufferedWriter out = Files.newBufferedWriter(file)) {
      report.print(out);
    }
  }

  private static boolean isWritable(Path file) {
    if (Files.exists(file)) {
      return !Files.isDirectory(file) && Files.isWritable(file);
    }
    Path parent = file.getParent();
    return parent != null && Files.isDirectory(parent) && Files.isWritable(parent);
  }
}
