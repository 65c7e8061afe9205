package dev.offload.examples.programs;

import dev.offload.ExecutorConfig;
import dev.offload.Processes;
import dev.offload.TaskProcess;
import dev.offload.command.Command;
import dev.offload.command.CommandResult;
import dev.offload.examples.Program;
import java.io.FileWriter;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** A program starts a task that writes for ever as a daemon, and ends; from then on nothing is written. */
@picocli.CommandLine.Command(name = "daemon", description = "A daemon ends with the main program.")
public final class EndsWithMain extends Program<EndsWithMain.Outcome> {
  record Outcome(int exitCode, boolean wrote, boolean silentAfterwards) {}

  /** The program that ends: the name of the backend, and the file that its daemon writes to. */
  public static void main(String[] arguments) throws Exception {
    ExecutorConfig config = ExecutorConfig.defaults().withBackend(arguments[0]);
    String file = arguments[1];
    TaskProcess<?> daemon = Processes.start(config, "daemon", () -> writeForEver(file), true);
    while (daemon.isAlive() && !hasText(Path.of(file))) {
      Thread.sleep(5);
    }
  }

  private static boolean hasText(Path file) throws IOException {
    return Files.exists(file) && Files.size(file) > 0;
  }

  @Override
  protected Outcome run(ExecutorConfig config, PrintWriter out) throws Exception {
    Path directory = Files.createTempDirectory("daemon-");
    Path file = directory.resolve("written");
    try {
      CommandResult ended = Command.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
          "-cp", System.getProperty("java.class.path"), EndsWithMain.class.getName(), config.backend().orElseThrow(), file.toString())
          .timeout(Duration.ofMinutes(1)).run();
      Outcome outcome = new Outcome(ended.exitCode(), hasText(file), hasText(file) && fallsSilent(file));
      out.println(outcome);
      return outcome;
    } finally {
      Files.deleteIfExists(file);
      Files.delete(directory);
    }
  }

  /** A child has two seconds to end with its parent. */
  private static boolean fallsSilent(Path file) throws IOException, InterruptedException {
    for (int look = 0; look < 20; look++) {
      long before = Files.size(file);
      Thread.sleep(300);
      if (Files.size(file) == before) {
        return true;
      }
    }
    return false;
  }

  private static int writeForEver(String file) throws IOException, InterruptedException {
    while (true) {
      try (Writer writer = new FileWriter(file, true)) {
        writer.write("still here\n");
      }
      Thread.sleep(10);
    }
  }

  @Override
  protected boolean isRight(Outcome outcome, boolean isolates) {
    return outcome.equals(new Outcome(0, true, true));
  }
}
