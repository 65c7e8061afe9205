package dev.offload.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.File;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BuildForkTest {
  @Test
  void jarsFirst_ofAMixedClassPath_keepsTheOrderOfEach(@TempDir Path first, @TempDir Path second) {
    String mixed = String.join(File.pathSeparator, first.toString(), "b.jar", second.toString(), "a.jar");

    String ordered = BuildFork.jarsFirst(mixed);

    assertEquals(String.join(File.pathSeparator, "b.jar", "a.jar", first.toString(), second.toString()), ordered);
  }
}
