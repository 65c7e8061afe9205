package dev.offload.processes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is known of a java without running it. */
class JavaBuildTest {
  @TempDir private Path directory;

  @Test
  void ownJava_isTheOneThatRuns() {
    assertEquals(Runtime.version().feature(), JavaBuild.of(JavaBuild.ownJava()).orElseThrow().feature());
  }

  @Test
  void ownJava_throughALink_isTheSame() throws IOException {
    Path link = Files.createSymbolicLink(directory.resolve("java"), JavaBuild.ownJava());

    assertEquals(JavaBuild.of(JavaBuild.ownJava()), JavaBuild.of(link));
    // JUnit warns of links that lead out of a directory that it deletes.
    Files.delete(link);
  }

  @ParameterizedTest
  @CsvSource({"17.0.15, 17", "25, 25", "26-ea, 26", "1.8.0_402, 1"})
  void anotherJava_isKnownByItsReleaseFile(String version, int feature) throws IOException {
    Path java = javaIn("home", "IMPLEMENTOR=\"Somebody\"\nJAVA_VERSION=\"" + version + "\"\n");

    assertEquals(feature, JavaBuild.of(java).orElseThrow().feature());
  }

  @Test
  void anotherJava_thatIsUpdatedInPlace_isAnother() throws IOException {
    Path java = javaIn("home", "JAVA_VERSION=\"17\"\n");
    Path modules = Files.writeString(Files.createDirectory(directory.resolve("home/lib")).resolve("modules"), "a");
    JavaBuild before = JavaBuild.of(java).orElseThrow();

    Files.writeString(modules, "ab");

    assertNotEquals(before, JavaBuild.of(java).orElseThrow());
  }

  @Test
  void javaOfWhichNothingIsKnown_isNone() throws IOException {
    assertEquals(Optional.empty(), JavaBuild.of(Path.of("/nowhere/bin/java")));
    assertEquals(Optional.empty(), JavaBuild.of(Files.writeString(directory.resolve("java"), "#!/bin/sh\nexec java \"$@\"\n")));
    assertEquals(Optional.empty(), JavaBuild.of(javaIn("strange", "VERSION=17\n")));
  }

  private Path javaIn(String home, String release) throws IOException {
    Path bin = Files.createDirectories(directory.resolve(home).resolve("bin"));
    Files.writeString(bin.resolveSibling("release"), release);
    return Files.createFile(bin.resolve("java"));
  }
}
