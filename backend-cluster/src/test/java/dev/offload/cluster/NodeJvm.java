package dev.offload.cluster;

import static dev.offload.conformance.Eventually.eventually;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A program of a test in a JVM of its own, which can be frozen and killed. It has an empty directory for its files. */
final class NodeJvm implements AutoCloseable {
  private final String name;
  private final Process process;
  private final Path output;

  private NodeJvm(String name, Process process, Path output) {
    this.name = name;
    this.process = process;
    this.output = output;
  }

  static NodeJvm start(String name, Path parent, Class<?> program, List<String> options, List<String> arguments) {
    try {
      Path directory = Files.createTempDirectory(parent, name);
      Path output = directory.resolve("output");
      List<String> command = new ArrayList<>(List.of(
          Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-cp", System.getProperty("java.class.path"),
          "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx256m", "-Djava.io.tmpdir=" + directory));
      // What the engine needs of this JVM it needs of that one too.
      ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
          .filter(argument -> argument.startsWith("--add-opens=")).forEach(command::add);
      command.addAll(options);
      command.add(program.getName());
      command.addAll(arguments);
      Process process = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile()).start();
      return new NodeJvm(name, process, output);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  String name() {
    return name;
  }

  long pid() {
    return process.pid();
  }

  boolean isAlive() {
    return process.isAlive();
  }

  /** Waits until it has printed a line that begins like this. */
  NodeJvm awaitLine(String beginning) {
    eventually(() -> !isAlive() || hasPrinted(beginning), () -> "\"" + beginning + "\" of " + name + ": " + output());
    assertTrue(hasPrinted(beginning), () -> name + " ended: " + output());
    return this;
  }

  private boolean hasPrinted(String beginning) {
    return output().lines().anyMatch(line -> line.startsWith(beginning));
  }

  /** All that it has printed. */
  String output() {
    try {
      return Files.readString(output);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Ends it as {@code kill -9} does, and waits until it is gone. */
  void kill() {
    process.destroyForcibly();
    awaitEnd();
  }

  /** Lets none of its threads go on, and returns when they all stand. */
  void freeze() {
    signal("STOP");
    eventually(() -> stateOf(pid()).startsWith("T"), () -> name + " frozen");
  }

  void thaw() {
    signal("CONT");
  }

  /** Waits for its end; returns its exit code. */
  int awaitEnd() {
    eventually(() -> process.waitFor(1, TimeUnit.MILLISECONDS), () -> "the end of " + name + ": " + output());
    return process.exitValue();
  }

  /** Lets it stop in good order. */
  void stop() {
    try {
      process.getOutputStream().close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    awaitEnd();
  }

  @Override
  public void close() {
    if (isAlive()) {
      kill();
    }
  }

  private void signal(String signal) {
    run("kill", "-" + signal, Long.toString(pid()));
  }

  private static String stateOf(long pid) {
    return run("ps", "-o", "stat=", "-p", Long.toString(pid));
  }

  private static String run(String... command) {
    try {
      Process started = new ProcessBuilder(command).redirectErrorStream(true).start();
      return new String(started.getInputStream().readAllBytes()).strip();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
