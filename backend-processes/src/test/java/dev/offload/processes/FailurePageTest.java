package dev.offload.processes;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.offload.processes.worker.WorkerExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The page about failures names all that a user may meet. */
class FailurePageTest {
  private static final Path API = Path.of("../executor-api/src/main/java/dev/offload");

  private final String page = read(Path.of("../docs/failures.md"));

  @Test
  void page_everyException_isThere() throws IOException {
    try (Stream<Path> files = Files.list(API)) {
      List<String> exceptions = files.map(file -> file.getFileName().toString().replace(".java", ""))
          .filter(name -> name.endsWith("Exception") && !name.equals("OffloadException")).toList();

      assertTrue(exceptions.size() >= 5, exceptions::toString);
      exceptions.forEach(name -> assertTrue(page.contains("`" + name + "`"), () -> name + " is missing"));
    }
  }

  @Test
  void page_everyExitCodeOfOurs_isThere() {
    for (WorkerExitCode code : WorkerExitCode.values()) {
      assertTrue(page.contains("| " + code.code() + " | "), () -> code + " is missing");
    }
  }

  @Test
  void page_everySignalThatAnObituaryKnows_isThere() {
    List<Integer> signals = Stream.iterate(1, number -> number + 1).limit(31)
        .filter(number -> ExitWords.of(128 + number).startsWith("signal ")).toList();

    assertTrue(signals.size() >= 10, signals::toString);
    signals.forEach(number -> assertTrue(
        Pattern.compile("\\b" + (128 + number) + " \\(SIG").matcher(page).find(), () -> "signal " + number + " is missing"));
  }

  private static String read(Path page) {
    try {
      return Files.readString(page);
    } catch (IOException e) {
      throw new IllegalStateException("run it in the module's directory", e);
    }
  }
}
