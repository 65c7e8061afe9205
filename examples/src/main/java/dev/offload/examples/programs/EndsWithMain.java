package dev.offload.examples.programs;

import dev.offload.ExecutorConfig;
import dev.offload.Processes;
import dev.offload.TaskProcess;
import dev.offload.command.Command;
import dev.offload.command.CommandResult;
import dev.offload.examples.Program;
import dev.offload.examples.WorkerKind;
import java.io.FileWriter;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A program starts a task that writes for ever as a daemon, and ends; from then on nothing is written. */
@picocli.CommandLine.Command(name = "daemon", description = "A daemon ends with the main program.")
public final class EndsWithMain extends Program<EndsWithMain.Outcome> {
  record Outcome(int exitCode, boolean wrote, boolean silentAfterwards) {}

  /** The program that ends: the file that its daemon writes to, the name of the backend, and its options. */
  public static void main(String[] arguments) throws Exception {
    String file = arguments[0];
    ExecutorConfig config = ExecutorConfig.defaults().withBackend(arguments[1]);
    for (String option : List.of(arguments).subList(2, arguments.length)) {
      String[] keyAndValue = option.split("=", 2);
      config = config.withOption(keyAndValue[0], keyAndValue[1]);
    }
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
      String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
      CommandResult ended = Command.of(java, arguments(config, file).toArray(String[]::new)).timeout(Duration.ofMinutes(1)).run();
      Outcome outcome = new Outcome(ended.exitCode(), hasText(file), hasText(file) && fallsSilent(file));
      out.println(outcome);
      return outcome;
    } finally {
      Files.deleteIfExists(file);
      Files.delete(directory);
    }
  }

  private static List<String> arguments(ExecutorConfig config, Path file) {
    List<String> all = new ArrayList<>();
    // A node of a cluster needs packages of the JDK that are open here too.
    ManagementFactory.getRuntimeMXBean().getInputArguments().stream().filter(flag -> flag.startsWith("--add-opens")).forEach(all::add);
    all.addAll(List.of("-cp", System.getProperty("java.class.path"), EndsWithMain.class.getName()));
    all.addAll(List.of(file.toString(), config.backend().orElseThrow()));
    config.options().forEach((key, value) -> all.add(key + "=" + value));
    return all;
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
  protected boolean isRight(Outcome outcome, WorkerKind workers) {
    return outcome.equals(new Outcome(0, true, true));
  }
}
