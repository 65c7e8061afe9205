package dev.offload.processes;

import dev.offload.processes.user.ArchiveProgram;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** Parents from jars, as class paths with directories in front have no archive; and a good archive for them. */
abstract class ArchiveParents {
  static final String ALL_WELL = "42\nclosed\n";

  @TempDir private static Path packed;
  static String classPath;
  static Path good;

  @TempDir Path directory;
  Path cache;
  Path temp;

  @BeforeAll
  static void pack() throws Exception {
    Path program = UserJars.program(packed);
    classPath = UserJars.classPath(UserJars.libraries(packed.resolve("lib")), program);
    Path cache = packed.resolve("cache");
    parent(classPath, cache, Temp.make(packed), "archive").run().assertPrinted(ALL_WELL);
    good = archiveIn(cache);
  }

  @BeforeEach
  void choosePlaces() throws IOException {
    cache = Files.createDirectory(directory.resolve("cache"), CacheDirectory.ownerOnly());
    temp = Temp.make(directory);
  }

  static ParentJvm parent(String path, Path cache, Path temp, String... until) {
    String[] arguments = Stream.concat(
        Stream.of("-Djava.io.tmpdir=" + temp, "-cp", path, ArchiveProgram.class.getName(), cache.toString()), Arrays.stream(until))
        .toArray(String[]::new);
    return ParentJvm.java(arguments).with("OFFLOAD_PROCESSES_CACHE_DIRECTORY", cache.toString());
  }

  static ParentJvm.Ended run(ParentJvm parent) {
    try {
      return parent.run();
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  static Path archiveIn(Path cache) throws IOException {
    try (Stream<Path> files = Files.list(cache)) {
      return files.filter(file -> file.getFileName().toString().endsWith(".archive")).reduce((one, other) -> {
        throw new AssertionError("two archives: " + one + ", " + other);
      }).orElseThrow();
    }
  }

  static List<String> names(Path cache) throws IOException {
    try (Stream<Path> files = Files.list(cache)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }
}
