package dev.offload.processes;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What of a parent's module path is on the class path of its children. */
class ModulePathTest {
  private static final String PROPERTY = "jdk.module.path";

  @TempDir private Path directory;
  private String before;

  @BeforeEach
  void remember() {
    before = System.getProperty(PROPERTY, "");
  }

  @AfterEach
  void restore() {
    System.setProperty(PROPERTY, before);
  }

  @Test
  void directoryOfJars_isItsJars_soThatThereCanBeAnArchive() throws IOException {
    Path one = Files.createFile(directory.resolve("a.jar"));
    Path other = Files.createFile(directory.resolve("b.jar"));
    Files.createFile(directory.resolve("license.txt"));

    assertEquals(List.of(one, other), entriesOf(directory));
  }

  @Test
  void directoryThatIsAModule_isTaken() throws IOException {
    Files.createFile(directory.resolve("a.jar"));
    Files.createFile(directory.resolve("module-info.class"));

    assertEquals(List.of(directory), entriesOf(directory));
  }

  @Test
  void directoryWithoutJars_isTaken() throws IOException {
    assertEquals(List.of(directory), entriesOf(directory));
  }

  private List<Path> entriesOf(Path modulePath) throws IOException {
    System.setProperty(PROPERTY, modulePath.toString());
    String all = ChildClassPath.ofThisJvm(directory.resolve("own"));
    return Arrays.stream(all.split(File.pathSeparator)).map(Path::of).filter(entry -> entry.startsWith(directory)).toList();
  }
}
