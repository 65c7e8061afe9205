package dev.offload.benchmarks;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Which sources are measured: {@code benchmarks/run} tells where they are. */
final class Commit {
  private static final String UNKNOWN = "unknown";

  private Commit() {}

  /** The directory of this module; where the program was started, if nothing else is known. */
  static Path home() {
    return Path.of(System.getProperty("benchmarks.home", ""));
  }

  /** The short name of the commit, with "+" behind it if files have been changed; "unknown" outside a repository. */
  static String ofSources() {
    String commit = git("rev-parse", "--short=10", "HEAD");
    if (commit.equals(UNKNOWN) || git("status", "--porcelain", "--untracked-files=no").isEmpty()) {
      return commit;
    }
    return commit + "+";
  }

  private static String git(String... arguments) {
    List<String> command = new ArrayList<>(List.of("git"));
    command.addAll(List.of(arguments));
    try {
      Process process = new ProcessBuilder(command)
          .directory(home().toAbsolutePath().toFile())
          .redirectError(ProcessBuilder.Redirect.DISCARD)
          .start();
      String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).trim();
      return process.waitFor() == 0 ? output : UNKNOWN;
    } catch (IOException e) {
      // There is no git.
      return UNKNOWN;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return UNKNOWN;
    }
  }
}
