package dev.offload.cluster.grid;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A JVM that runs {@link GridProgram} in an empty directory, with another one for temporary files. */
final class Child {
  private static final int PATIENCE_SECONDS = 60;
  /** What JDK 24 and later say of Ignite once, unless they are started with a flag that older ones do not know. */
  private static final String UNSAFE = "sun.misc.Unsafe|org.apache.ignite.internal.util.GridUnsafe";

  private final Path working;
  private final Path temporary;
  private final Path output;

  Child(Path directory) throws IOException {
    this.working = Files.createDirectory(directory.resolve("working"));
    this.temporary = Files.createDirectory(directory.resolve("temporary"));
    this.output = directory.resolve("output");
  }

  /** All that it prints, but for the JDK's own words about Ignite's use of Unsafe. */
  String run(List<String> flags, String what) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-cp", System.getProperty("java.class.path"), "-Djava.io.tmpdir=" + temporary, "-XX:TieredStopAtLevel=1", "-Xmx256m"));
    command.addAll(flags);
    command.addAll(List.of(GridProgram.class.getName(), what));
    Process program = new ProcessBuilder(command)
        .directory(working.toFile()).redirectErrorStream(true).redirectOutput(output.toFile()).start();
    try {
      assertTrue(program.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS), "the end of a program");
    } finally {
      program.destroyForcibly();
    }
    try (Stream<String> lines = Files.lines(output)) {
      return lines.filter(line -> !line.matches("WARNING: .*(" + UNSAFE + ").*")).collect(Collectors.joining("\n"));
    }
  }

  /** What it left in both directories. */
  List<Path> files() throws IOException {
    try (Stream<Path> worked = Files.list(working); Stream<Path> kept = Files.list(temporary)) {
      // The JVM's own file of counters is not here, as that one does not follow java.io.tmpdir.
      return Stream.concat(worked, kept).toList();
    }
  }
}
