package dev.offload.processes;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A directory that nobody can write to, not even root, to whom the permissions of a file mean nothing. */
final class ReadOnly {
  private static final Path DIRECTORY = Path.of("/proc");

  private ReadOnly() {}

  static Path directory() {
    assumeTrue(Files.isDirectory(DIRECTORY) && !canWrite(), "this system has no " + DIRECTORY + ", in which nobody can make files");
    return DIRECTORY;
  }

  private static boolean canWrite() {
    try {
      Files.delete(Files.createTempFile(DIRECTORY, "offload", ".test"));
      return true;
    } catch (IOException e) {
      return false;
    }
  }
}
