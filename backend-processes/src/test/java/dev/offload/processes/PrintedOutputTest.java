package dev.offload.processes;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.offload.TaskExecutor;
import dev.offload.TaskOptions;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a program's own streams show of what its tasks print, in each mode. */
class PrintedOutputTest {
  /** A program whose only task prints a line on each stream. */
  static final class Talker {
    private Talker() {}

    public static void main(String[] arguments) throws Exception {
      try (TaskExecutor executor = Processes.open(settings -> settings.option("processes.output", arguments[0]))) {
        executor.submit(TaskOptions.named("talk"), () -> {
          System.out.println("to out");
          System.err.println("to err");
        }).get();
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
      "forward, [worker-1 talk] to out, [worker-1 talk] to err",
      "inherit, to out, to err",
      "discard, '', ''"
  })
  void lines_ofATask_arePrintedAsTheModeSays(String mode, String out, String err) throws IOException {
    Process program = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-cp", System.getProperty("java.class.path"), Talker.class.getName(), mode).start();
    CompletableFuture<String> stderr = CompletableFuture.supplyAsync(() -> read(program.errorReader(StandardCharsets.UTF_8)));

    assertEquals(out, read(program.inputReader(StandardCharsets.UTF_8)));
    assertEquals(err, stderr.join());
  }

  private static String read(BufferedReader reader) {
    return String.join("\n", reader.lines().toList());
  }
}
