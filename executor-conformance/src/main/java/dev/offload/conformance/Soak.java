package dev.offload.conformance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The report of what tests measure in their long form ({@link Extent#SOAK}, the Maven profile {@code soak}). A test that has a long form
 * is tagged {@value #TAG}; the profile runs these tests only. Called from any thread.
 */
public final class Soak {
  /** The tag of tests with a long form. */
  public static final String TAG = "soak";

  private static boolean begun;

  private Soak() {}

  /**
   * Adds a table to {@code target/soak-report.md}, under the profile only.
   *
   * @param title what was tried
   * @param figures what was counted or measured, with its unit; in the map's order
   */
  public static synchronized void report(String title, Map<String, ?> figures) {
    if (Extent.current() != Extent.SOAK) {
      return;
    }
    String rows = figures.entrySet().stream()
        .map(figure -> "| " + figure.getKey() + " | " + figure.getValue() + " |\n")
        .collect(Collectors.joining());
    append("\n## " + title + "\n\n| Figure | Value |\n| --- | --- |\n" + rows);
  }

  private static void append(String text) {
    Path file = Path.of(System.getProperty("basedir", System.getProperty("user.dir"))).resolve("target").resolve("soak-report.md");
    try {
      Files.createDirectories(file.getParent());
      if (!begun) {
        Files.writeString(file, heading());
        begun = true;
      }
      Files.writeString(file, text, StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + file, e);
    }
  }

  private static String heading() {
    Runtime runtime = Runtime.getRuntime();
    return "# Soak report\n\n"
        + "Machine: " + System.getProperty("os.name") + " " + System.getProperty("os.version") + " on " + System.getProperty("os.arch")
        + ", " + runtime.availableProcessors() + " processors; heap of the test JVM " + (runtime.maxMemory() >> 20) + " MiB.\n"
        + "JDK: " + System.getProperty("java.vm.vendor") + " " + System.getProperty("java.runtime.version") + ".\n"
        + "Commit: " + System.getProperty("conformance.commit", "not told") + ".\n";
  }
}
