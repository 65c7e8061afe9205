package dev.offload.processes;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/** A parent in a JVM of its own, with arguments, environment and directory that a test chooses. */
final class ParentJvm {
  private static final List<String> JAVA_VARIABLES = List.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "_JAVA_OPTIONS", "CLASSPATH");

  private final List<String> command = new ArrayList<>();
  private final Map<String, String> environment = new TreeMap<>();
  private Path directory = Path.of("").toAbsolutePath();

  private ParentJvm(List<String> command) {
    this.command.addAll(command);
  }

  /** The JDK's own java, with these arguments. */
  static ParentJvm java(String... arguments) {
    ParentJvm parent = of(tool("java"));
    parent.command.addAll(Arrays.asList(arguments));
    return parent;
  }

  /** Another command. */
  static ParentJvm of(String... command) {
    return new ParentJvm(Arrays.asList(command));
  }

  /** The path of a tool of the JDK. */
  static String tool(String name) {
    return Path.of(System.getProperty("java.home"), "bin", name).toString();
  }

  ParentJvm in(Path where) {
    directory = where;
    return this;
  }

  ParentJvm with(String variable, String value) {
    environment.put(variable, value);
    return this;
  }

  /** Runs it to its end, which has to come within the tests' patience. */
  Ended run() throws IOException, InterruptedException {
    Path out = Files.createTempFile("parent", ".out");
    Path err = Files.createTempFile("parent", ".err");
    ProcessBuilder builder = new ProcessBuilder(command).directory(directory.toFile())
        .redirectOutput(out.toFile()).redirectError(err.toFile());
    builder.environment().keySet().removeAll(JAVA_VARIABLES);
    builder.environment().putAll(environment);
    Process process = builder.start();
    try {
      process.getOutputStream().close();
      if (!process.waitFor(Processes.PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
        throw new AssertionError("the parent hangs; it said:\n" + read(out) + read(err));
      }
      return new Ended(process.exitValue(), read(out), read(err));
    } finally {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
      Files.delete(out);
      Files.delete(err);
    }
  }

  private static String read(Path file) {
    try {
      return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** How it ended, and all it printed. */
  record Ended(int code, String out, String err) {
    /** Fails unless it printed this and nothing else on its standard output, and nothing at all on the other. */
    void assertPrinted(String expected) {
      assertEquals(expected, out, err);
      assertEquals("", err);
    }

    /** Fails unless the one line it printed says that it failed, with all these words. */
    void assertFailedWith(String... words) {
      for (String word : words) {
        if (!out.startsWith("failed: ") || !out.contains(word)) {
          throw new AssertionError("\"" + word + "\" is missing in: " + out + err);
        }
      }
    }
  }
}
