package dev.offload.processes;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** A temp directory of a parent's own, to see what it leaves there. */
final class Temp {
  private Temp() {}

  static Path make(Path directory) throws IOException {
    return Files.createDirectory(directory.resolve("temp"));
  }

  static void assertEmpty(Path temp) throws IOException {
    try (Stream<Path> files = Files.list(temp)) {
      assertEquals(List.of(), files.toList());
    }
  }
}
