package dev.offload.conformance;

import static dev.offload.conformance.ContractSubject.PATIENCE;
import static dev.offload.conformance.Eventually.eventually;

import dev.offload.ExecutorConfig;
import dev.offload.TaskExecutor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A program that uses the library, in a JVM of its own, to see how it ends. */
public final class Program {
  private Program() {}

  /**
   * Does what the first argument says, with the gate and the marker in the others.
   *
   * @throws InterruptedException never, as nobody interrupts it
   */
  public static void main(String[] arguments) throws InterruptedException {
    Gate gate = new Gate(arguments[1]);
    if (arguments[0].equals("settings")) {
      ExecutorConfig config = ExecutorConfig.load();
      new Marker(arguments[2]).mark(config.workers() + " " + config.queueLimit() + " " + config.idleTimeout());
      return;
    }
    useExecutor(arguments[0], gate);
  }

  @SuppressWarnings("resource")
  private static void useExecutor(String what, Gate gate) throws InterruptedException {
    TaskExecutor executor = TaskExecutor.open();
    for (int i = 0; i < 10; i++) {
      executor.submit(new Tasks.Hold(gate));
    }
    gate.awaitArrivals(2);
    if (what.equals("exit")) {
      System.exit(0);
    }
    if (what.equals("wait")) {
      new Gate(gate.path() + ".never").pass();
    }
    // What is left is a program that forgets to close.
  }

  /** The options of a JVM in which {@code config} is found outside the program. */
  static List<String> settingsOf(ExecutorConfig config) {
    List<String> settings = new ArrayList<>();
    config.backend().ifPresent(name -> settings.add("-Doffload.backend=" + name));
    config.options().forEach((key, value) -> settings.add("-Doffload." + key + "=" + value));
    return settings;
  }

  /** A run of this program, in a JVM with these options and this environment. */
  static Process start(List<String> options, Map<String, String> environment, Path output, String... arguments) {
    return start(Program.class, options, environment, output, arguments);
  }

  /** A run of another program. */
  static Process start(
      Class<?> program, List<String> options, Map<String, String> environment, Path output, String... arguments) {
    ProcessBuilder builder = new ProcessBuilder(command(options, program, arguments));
    builder.environment().putAll(environment);
    return start(builder, output);
  }

  /** The command that runs a program of this class path, in a JVM like this one with these options. */
  static List<String> command(List<String> options, Class<?> program, String... arguments) {
    List<String> command = new ArrayList<>(List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-cp", System.getProperty("java.class.path")));
    // What a backend's engine needs of the JVM it needs of this one too.
    ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
        .filter(argument -> argument.startsWith("--add-opens=") || argument.startsWith("--sun-misc-unsafe-memory-access="))
        .forEach(command::add);
    command.addAll(options);
    command.add(program.getName());
    command.addAll(List.of(arguments));
    return command;
  }

  /** Starts it; all that it prints goes to {@code output}. */
  static Process start(ProcessBuilder program, Path output) {
    try {
      return program.redirectErrorStream(true).redirectOutput(output.toFile()).start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Waits for the end of a run, and returns what it printed. */
  static String awaitEnd(Process process, Path output) {
    eventually(() -> process.waitFor(1, TimeUnit.MILLISECONDS), () -> "the end of a program within " + PATIENCE);
    try {
      return Files.readString(output);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
