package dev.offload.benchmarks.floor;

import dev.offload.benchmarks.harness.NotRunException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** How much memory of the machine a process has, from {@code /proc}. */
public final class Rss {
  private Rss() {}

  /**
   * MiB of a process.
   *
   * @throws NotRunException if the system has no {@code /proc}
   */
  public static double mib(long pid) throws NotRunException, IOException {
    Path status = Path.of("/proc", Long.toString(pid), "status");
    if (!Files.exists(status)) {
      throw new NotRunException("the system has no /proc to read it from");
    }
    for (String line : Files.readAllLines(status)) {
      if (line.startsWith("VmRSS:")) {
        return Long.parseLong(line.replaceAll("\\D", "")) / 1024.0;
      }
    }
    throw new IOException("process " + pid + " tells no VmRSS");
  }
}
