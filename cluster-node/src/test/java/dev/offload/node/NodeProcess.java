package dev.offload.node;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.offload.ExecutorConfig;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** A JVM that runs a node, and has no class of these tests. */
final class NodeProcess implements AutoCloseable {
  static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final int FIRST_TO_WARN = 24;
  private static final String LISTENS = "listens on";

  private final int port;
  private final Path output;
  private final Process process;

  private NodeProcess(int port, Path output, Process process) {
    this.port = port;
    this.output = output;
    this.process = process;
  }

  /** Starts one that begins a cluster; {@link #awaitStart} waits until it has. Its files go into that directory. */
  static NodeProcess begin(Path directory, String... options) {
    int port = Ports.free();
    return start(directory, port, "127.0.0.1:" + port, options);
  }

  /** Starts one that joins the cluster of another. */
  static NodeProcess join(NodeProcess other, Path directory, String... options) {
    return start(directory, Ports.free(), "127.0.0.1:" + other.port, options);
  }

  private static NodeProcess start(Path directory, int port, String join, String... options) {
    List<String> all = new ArrayList<>(List.of("--port=" + port, "--communication-port=" + communicationPort(port), "--join=" + join));
    all.addAll(List.of(options));
    return new NodeProcess(port, directory.resolve("node-" + port), launch(directory, directory.resolve("node-" + port), all));
  }

  /** Runs the program to its end. */
  static Ended run(Path directory, String... options) throws InterruptedException, IOException {
    Path output = directory.resolve("output");
    Process process = launch(directory, output, List.of(options));
    try {
      assertTrue(process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS), "the end of a program");
    } finally {
      process.destroyForcibly();
    }
    return new Ended(process.exitValue(), Files.readString(output));
  }

  /** How a program ended, and what it had printed. */
  record Ended(int exitCode, String output) {}

  private static Process launch(Path directory, Path output, List<String> options) {
    List<String> command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx256m", "-cp", classPathWithoutTests(), "-Djava.io.tmpdir=" + directory));
    // As this JVM was started with; the script beside the jar adds the other one too.
    ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
        .filter(argument -> argument.startsWith("--add-opens="))
        .forEach(command::add);
    if (Runtime.version().feature() >= FIRST_TO_WARN) {
      command.add("--sun-misc-unsafe-memory-access=allow");
    }
    command.add(ClusterNode.class.getName());
    command.addAll(options);
    try {
      return new ProcessBuilder(command).directory(directory.toFile()).redirectErrorStream(true).redirectOutput(output.toFile()).start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String classPathWithoutTests() {
    return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
        .filter(entry -> !entry.endsWith("test-classes"))
        .collect(Collectors.joining(File.pathSeparator));
  }

  NodeProcess awaitStart() {
    return awaitOutput(LISTENS);
  }

  NodeProcess awaitOutput(String part) {
    await().atMost(PATIENCE).until(() -> {
      assertTrue(process.isAlive() || output().contains(part), this::output);
      return output().contains(part);
    });
    return this;
  }

  String output() {
    try {
      return Files.readString(output);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  long pid() {
    return process.pid();
  }

  /** How an executor finds the cluster. */
  ExecutorConfig config() {
    return ExecutorConfig.defaults().withBackend("cluster")
        .withOption("cluster.addresses", "127.0.0.1:" + port)
        .withOption("cluster.communicationPort", Integer.toString(communicationPort(port)));
  }

  private static int communicationPort(int port) {
    return port + 1_000;
  }

  /** SIGTERM. */
  void terminate() {
    process.destroy();
  }

  int awaitExit() throws InterruptedException {
    assertTrue(process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS), () -> "the end of a node: " + output());
    return process.exitValue();
  }

  boolean isAlive() {
    return process.isAlive();
  }

  @Override
  public void close() {
    process.destroyForcibly();
    process.onExit().join();
  }
}
