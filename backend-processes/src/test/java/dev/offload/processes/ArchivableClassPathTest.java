package dev.offload.processes;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Of which class paths there can be an archive. */
class ArchivableClassPathTest {
  @TempDir private Path directory;
  private Path own;
  private Path classes;
  private Path jar;
  private Path library;

  @BeforeEach
  void make() throws IOException {
    own = Files.createDirectory(directory.resolve("own"));
    classes = Files.createDirectory(directory.resolve("classes"));
    jar = Files.writeString(directory.resolve("a.jar"), "a");
    library = Files.writeString(directory.resolve("library.jar"), "b");
  }

  @Test
  void classPath_ofJars_isTakenWhole() {
    String path = jar + ":" + library + ":" + directory.resolve("not-there.jar");

    assertEquals(Optional.of(path), text(path));
  }

  @Test
  void classPath_withADirectoryBehindTheLibrary_isTakenUpToThat() {
    assertEquals(Optional.of(jar + ":" + library), text(jar + ":" + library + ":" + classes + ":" + jar));
  }

  @Test
  void classPath_withoutTheLibraryAheadOfADirectory_isNone() {
    assertEquals(Optional.empty(), text(jar + ":" + classes + ":" + library));
    assertEquals(Optional.empty(), text(classes + ":" + jar + ":" + library));
  }

  @Test
  void classPath_thatBeginsWithTheExecutorsOwnFiles_isNone() {
    assertEquals(Optional.empty(), text(own.resolve("library-0.jar") + ":" + library));
  }

  @Test
  void library_throughALink_isFound() throws IOException {
    Path link = Files.createSymbolicLink(directory.resolve("link.jar"), library);

    assertEquals(Optional.of(link.toString()), text(link + ":" + classes));
  }

  @Test
  void library_thatOnlyAManifestNames_isFound_andChangesTheIdentity() throws IOException {
    Path middle = UserJars.write(
        directory.resolve("middle.jar"), Map.of("Class-Path", "library.jar http://nowhere/x.jar middle.jar"), Map.of());
    Path outer = UserJars.write(directory.resolve("outer.jar"), Map.of("Class-Path", middle.toUri().toString()), Map.of());
    String before = identity(outer.toString());

    Files.setLastModifiedTime(library, FileTime.fromMillis(1_600_000_000_000L));

    assertEquals(Optional.of(outer.toString()), text(outer.toString()));
    assertNotEquals(before, identity(outer.toString()));
  }

  @Test
  void library_thatAManifestNamesWithADirectory_isNone() throws IOException {
    Path outer = UserJars.write(directory.resolve("outer.jar"), Map.of("Class-Path", "library.jar classes/"), Map.of());

    assertEquals(Optional.empty(), text(outer.toString()));
  }

  @Test
  void identity_changesWithTheLengthAndTheTimeOfAJar() throws IOException {
    String path = jar + ":" + library;
    FileTime time = Files.getLastModifiedTime(jar);
    String before = identity(path);

    Files.writeString(jar, "ab");
    Files.setLastModifiedTime(jar, time);
    final String longer = identity(path);
    Files.writeString(jar, "c");
    Files.setLastModifiedTime(jar, FileTime.fromMillis(time.toMillis() + 1));

    assertNotEquals(before, longer);
    assertNotEquals(before, identity(path));
  }

  @Test
  void identity_changesWithAJar_thatIsReplacedByOneOfTheSameLengthAndTime() throws IOException {
    FileTime time = Files.getLastModifiedTime(library);
    String before = identity(library.toString());
    assertEquals(before, identity(library.toString()));

    // The system's clock for files ticks some hundred times a second.
    await().atMost(Processes.PATIENCE).until(() -> {
      Files.writeString(library, "c");
      Files.setLastModifiedTime(library, time);
      return !before.equals(identity(library.toString()));
    });
  }

  private Optional<String> text(String path) {
    return ArchivableClassPath.of(path, Set.of(library), own).map(ArchivableClassPath::text);
  }

  private String identity(String path) throws IOException {
    return ArchivableClassPath.of(path, Set.of(library), own).orElseThrow().identity();
  }
}
