package dev.offload.processes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The arrows between the packages of this module: processes, then worker, then wire, and never back. */
class PackageArrowsTest {
  private static final Path SOURCES = Path.of("src", "main", "java", "dev", "offload", "processes");
  private static final Pattern PUBLIC_TYPE = Pattern.compile("^public .*(class|interface|record|enum) ", Pattern.MULTILINE);

  @Test
  @DisplayName("wire imports nothing of worker, processes or the codec")
  void wire_imports_nothingAbove() throws IOException {
    assertEquals(List.of(), offendersIn("wire", "import (static )?dev\\.offload\\.(processes\\.(?!wire)|codec|spi).*;"));
  }

  @Test
  @DisplayName("worker imports nothing of processes itself")
  void worker_imports_nothingOfTheParent() throws IOException {
    assertEquals(List.of(), offendersIn("worker", "import (static )?dev\\.offload\\.processes\\.(?!wire|worker).*;"));
  }

  @Test
  @DisplayName("no source imports Kryo or another backend")
  void module_imports_neitherKryoNorABackend() throws IOException {
    assertEquals(List.of(), offendersIn("", "import (static )?(com\\.esotericsoftware|dev\\.offload\\.(threads|cluster)).*;"));
  }

  @Test
  @DisplayName("the provider is the only public type of the backend's own package")
  void ownPackage_hasOnePublicType() throws IOException {
    try (Stream<Path> files = Files.list(SOURCES)) {
      List<String> open = files.filter(file -> file.toString().endsWith(".java"))
          .filter(file -> PUBLIC_TYPE.matcher(read(file)).find())
          .map(file -> file.getFileName().toString())
          .toList();
      assertEquals(List.of("ProcessesProvider.java"), open);
    }
  }

  private static List<String> offendersIn(String folder, String forbidden) throws IOException {
    try (Stream<Path> files = Files.walk(SOURCES.resolve(folder))) {
      List<Path> sources = files.filter(file -> file.toString().endsWith(".java")).toList();
      assertFalse(sources.isEmpty(), "no sources under " + SOURCES.resolve(folder));
      return sources.stream()
          .filter(file -> Pattern.compile("^" + forbidden, Pattern.MULTILINE).matcher(read(file)).find())
          .map(Path::toString)
          .toList();
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new IllegalStateException(file.toString(), e);
    }
  }
}
