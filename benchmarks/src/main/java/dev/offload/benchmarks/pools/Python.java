package dev.offload.benchmarks.pools;

import dev.offload.benchmarks.harness.NotRunException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The {@code python3} on the path, and the scripts that come with this module. */
public final class Python {
  private Python() {}

  /**
   * A process that runs a script of this module; not started.
   *
   * @throws NotRunException if there is no {@code python3}
   */
  public static ProcessBuilder script(String name, Object... arguments) throws NotRunException {
    ensureFound();
    List<String> command = new ArrayList<>(List.of("python3", Scripts.DIRECTORY.resolve(name).toString()));
    for (Object argument : arguments) {
      command.add(argument.toString());
    }
    return new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
  }

  /**
   * Does nothing where there is Python.
   *
   * @throws NotRunException if there is no {@code python3}
   */
  public static void ensureFound() throws NotRunException {
    if (!Installed.IS_FOUND) {
      throw new NotRunException("python3 was not found");
    }
  }

  private static final class Installed {
    static final boolean IS_FOUND = isFound();

    private static boolean isFound() {
      try {
        Process process = new ProcessBuilder("python3", "-c", "import concurrent.futures, multiprocessing")
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
        return process.waitFor(30, TimeUnit.SECONDS) && process.exitValue() == 0;
      } catch (IOException e) {
        // There is no such program.
        return false;
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return false;
      }
    }
  }

  private static final class Scripts {
    static final Path DIRECTORY = unpack("pools.py", "program.py", "shared.py");

    private static Path unpack(String... names) {
      try {
        Path directory = Files.createTempDirectory("benchmarks-python-");
        directory.toFile().deleteOnExit();
        for (String name : names) {
          Path file = directory.resolve(name);
          try (InputStream in = Python.class.getResourceAsStream("/dev/offload/benchmarks/" + name)) {
            Files.copy(in, file);
          }
          file.toFile().deleteOnExit();
        }
        return directory;
      } catch (IOException e) {
        throw new UncheckedIOException("cannot unpack the Python scripts", e);
      }
    }
  }
}
