package dev.offload.processes;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Workers that start from an archive, or from what only looks like one. */
class ArchiveTest extends ArchiveParents {
  @Test
  void archive_thatIsThere_isStartedFrom() throws Exception {
    put(Files.readAllBytes(good));

    assertTrue(shareOfLoadedFromArchive(classPath) > 0.9);
  }

  @Test
  @Tag("full")
  void archive_forAClassPathThatEndsInADirectory_isStartedFrom() throws Exception {
    String jars = UserJars.classPath(UserJars.libraries(directory.resolve("lib")));
    Path classes = directory.resolve("classes");
    UserJars.programEntries().forEach((name, bytes) -> write(classes.resolve(name), bytes));
    String mixed = jars + ":" + classes;

    parent(mixed, cache, temp, "archive").run().assertPrinted(ALL_WELL);

    assertTrue(shareOfLoadedFromArchive(mixed) > 0.9);
  }

  @Test
  @Tag("full")
  void archive_ofJarsThatHaveChanged_isAnother() throws Exception {
    List<Path> jars = UserJars.libraries(directory.resolve("lib"));
    String path = UserJars.classPath(jars, UserJars.program(directory));
    parent(path, cache, temp, "archive").run().assertPrinted(ALL_WELL);
    Path first = archiveIn(cache);

    Files.setLastModifiedTime(jars.get(0), FileTime.fromMillis(1_600_000_000_000L));

    assertEquals(0, shareOfLoadedFromArchive(path));
    Files.delete(first);
    forgetTries();
    parent(path, cache, temp, "archive").run().assertPrinted(ALL_WELL);
    assertTrue(shareOfLoadedFromArchive(path) > 0.9);
    assertNotEquals(keyOf(first), keyOf(archiveIn(cache)), "the old one would be found for ever");
  }

  @Test
  @Tag("full")
  @DisplayName("E5: workers that start after a jar was replaced do not get classes of the old one")
  void archive_ofJarsThatAreReplacedUnderAParent_isNotUsedAnyMore() throws Exception {
    List<Path> jars = UserJars.libraries(directory.resolve("lib"));
    String path = UserJars.classPath(jars, UserJars.program(directory));
    parent(path, cache, temp, "archive").run().assertPrinted(ALL_WELL);
    Path logs = Files.createDirectory(directory.resolve("logs"));
    CompletableFuture<ParentJvm.Ended> running = CompletableFuture.supplyAsync(() -> run(parent(path, cache, temp, "over", "again")
        .with("OFFLOAD_MAX_TASKS_PER_WORKER", "1").with("OFFLOAD_PROCESSES_JVM_ARGS", "-Xlog:class+load:file=" + logs + "/%p")));

    await().atMost(Processes.PATIENCE).until(() -> sharesOfArchive(logs).stream().anyMatch(share -> share > 0.9));
    Files.setLastModifiedTime(jars.get(0), FileTime.fromMillis(1_600_000_000_000L));
    Files.createFile(cache.resolve("over"));

    running.join().assertPrinted("42\n48\nclosed\n");
    assertTrue(sharesOfArchive(logs).contains(0.0), sharesOfArchive(logs).toString());
  }

  /** Of the workers that have got as far as the classes of a task. */
  private static List<Double> sharesOfArchive(Path logs) throws IOException {
    List<Double> shares = new ArrayList<>();
    for (String name : names(logs)) {
      if (Files.readString(logs.resolve(name)).contains("user.ArchiveProgram")) {
        shares.add(shareOfArchive(logs.resolve(name)));
      }
    }
    return shares;
  }

  @ParameterizedTest
  @Tag("full")
  @ValueSource(ints = {0, 100, 1 << 20})
  @DisplayName("E5: an archive that is cut off costs no start, and no word")
  void archive_thatIsCutOff_isNotUsed(int length) throws Exception {
    Path broken = put(Files.readAllBytes(good));
    Files.write(broken, Arrays.copyOf(Files.readAllBytes(good), length));

    parent(classPath, cache, temp).run().assertPrinted(ALL_WELL);
    assertFalse(Files.exists(broken));
  }

  @Test
  @DisplayName("E5: an archive on which a JVM crashes costs one start, and the executor goes on without")
  void archive_thatJvmsCrashOn_isNotUsedTwice() throws Exception {
    byte[] bytes = Files.readAllBytes(good);
    Arrays.fill(bytes, bytes.length / 5, bytes.length / 5 * 2, (byte) 0x5a);
    put(bytes);

    ParentJvm.Ended ended = parent(classPath, cache, temp).in(directory).run();

    // Where the JVM finds out by itself there is nothing else.
    assertTrue(ended.out().endsWith(ALL_WELL), ended.out() + ended.err());
  }

  @ParameterizedTest
  @ValueSource(strings = {"nothing of the kind", ""})
  @DisplayName("E5: what a JVM does not take for an archive costs no start, and no word")
  void archive_thatIsNone_isNotUsed(String text) throws Exception {
    byte[] bytes = text.isEmpty() ? foreign() : text.repeat(10_000).getBytes(StandardCharsets.UTF_8);
    put(bytes);

    parent(classPath, cache, temp).run().assertPrinted(ALL_WELL);
  }

  @Test
  @Tag("full")
  @DisplayName("E5: an archive that does not fit costs no start, and no word")
  void archive_ofAnotherClassPath_isNoTrouble() throws Exception {
    String elsewhere = UserJars.classPath(UserJars.libraries(directory.resolve("lib")), UserJars.program(directory));
    Path otherCache = directory.resolve("other-cache");
    parent(elsewhere, otherCache, temp, "archive").run().assertPrinted(ALL_WELL);

    put(Files.readAllBytes(archiveIn(otherCache)));

    // JDK 25 takes it, which is why the class path is part of the name.
    parent(classPath, cache, temp).run().assertPrinted(ALL_WELL);
  }

  @ParameterizedTest
  @ValueSource(strings = {"-Xshare:off", "-agentlib:jdwp=transport=dt_socket,server=y,suspend=n,quiet=y"})
  @DisplayName("E5: who says himself what children share gets that, and no archive is made or used")
  void archive_besideArgumentsOfTheUsersOwn_isNotUsed(String arguments) throws Exception {
    put(Files.readAllBytes(good));

    assertEquals(0, shareOfLoadedFromArchive(classPath, arguments));
    assertFalse(names(cache).contains("lock"));
  }

  @ParameterizedTest
  @Tag("full")
  @ValueSource(strings = {"-XX:-UseSerialGC -XX:+UseG1GC", "-Xmx200m -XX:+UseCompressedOops", "--add-modules=java.sql", "-ea -Dkey=value"})
  void archive_forArgumentsOfTheUsersOwn_isAnother_andStartedFrom(String arguments) throws Exception {
    parent(classPath, cache, temp, "archive").with("OFFLOAD_PROCESSES_JVM_ARGS", arguments).run().assertPrinted(ALL_WELL);

    assertNotEquals(keyOf(good), keyOf(archiveIn(cache)));
    assertTrue(shareOfLoadedFromArchive(classPath, arguments) > 0.9);
  }

  @Test
  @DisplayName("E5: options that come by the environment are the user's too")
  void archive_besideOptionsInTheEnvironment_isNotUsed() throws Exception {
    put(Files.readAllBytes(good));
    Files.writeString(directory.resolve("offload.properties"), "processes.env.JDK_JAVA_OPTIONS=-Da=1\n");

    parent(classPath + ":" + directory, cache, temp).with("OFFLOAD_PROCESSES_JVM_ARGS", "-Xlog:class+load:file=" + directory.resolve("log"))
        .with("OFFLOAD_PROCESSES_OUTPUT", "discard").run();

    assertEquals(0, shareOfArchive(directory.resolve("log")));
    assertFalse(names(cache).contains("lock"));
  }

  @Test
  void archive_inAnOddDirectory_isStartedFrom() throws Exception {
    cache = Files.createDirectory(directory.resolve("a b #1 100% B\u00fcro"), CacheDirectory.ownerOnly());
    put(Files.readAllBytes(good));

    assertTrue(shareOfLoadedFromArchive(classPath) > 0.9);
  }

  @Test
  @Tag("full")
  void archive_forJarsThatAManifestNames_isStartedFrom_untilOneChanges() throws Exception {
    List<Path> jars = UserJars.libraries(directory.resolve("lib"));
    String all = Stream.concat(Stream.of(UserJars.program(directory)), jars.stream())
        .map(path -> directory.relativize(path).toString()).collect(Collectors.joining(" "));
    String path = UserJars.write(directory.resolve("all.jar"), Map.of("Class-Path", all), Map.of()).toString();
    parent(path, cache, temp, "archive").run().assertPrinted(ALL_WELL);
    assertTrue(shareOfLoadedFromArchive(path) > 0.9);
    Path first = archiveIn(cache);

    Files.setLastModifiedTime(jars.get(0), FileTime.fromMillis(1_600_000_000_000L));

    assertEquals(0, shareOfLoadedFromArchive(path));
    Files.delete(first);
    forgetTries();
    parent(path, cache, temp, "archive").run().assertPrinted(ALL_WELL);
    assertNotEquals(keyOf(first), keyOf(archiveIn(cache)), "the old one would be found for ever");
  }

  @Test
  void archive_inADirectoryThatOthersCanWriteTo_isNotUsed() throws Exception {
    put(Files.readAllBytes(good));
    Files.setPosixFilePermissions(cache, PosixFilePermissions.fromString("rwxrwxrwx"));

    assertEquals(0, shareOfLoadedFromArchive(classPath));
  }

  @Test
  @DisplayName("E5: where no archive can be kept, all else is as it was")
  void cacheDirectory_thatCannotBeMade_isDoneWithout() throws Exception {
    parent(classPath, ReadOnly.directory().resolve("cache"), temp).run().assertPrinted(ALL_WELL);
  }

  @Test
  void archive_switchedOff_isNotUsed() throws Exception {
    put(Files.readAllBytes(good));
    Path log = directory.resolve("loads");

    parent(classPath, cache, temp).with("OFFLOAD_PROCESSES_CLASS_DATA_ARCHIVE", "off")
        .with("OFFLOAD_PROCESSES_JVM_ARGS", "-Xlog:class+load:file=" + log).run().assertPrinted(ALL_WELL);

    assertEquals(0, shareOfArchive(log));
  }

  private double shareOfLoadedFromArchive(String path, String... jvmArguments) throws Exception {
    Path log = directory.resolve("loads-" + System.nanoTime());
    parent(path, cache, temp).with("OFFLOAD_PROCESSES_JVM_ARGS", "-Xlog:class+load:file=" + log + " " + String.join(" ", jvmArguments))
        .run().assertPrinted(ALL_WELL);
    return shareOfArchive(log);
  }

  /** A program that ended soon may have begun to make an archive, and the next one would wait. */
  private void forgetTries() throws IOException {
    for (String name : names(cache)) {
      if (name.endsWith(".tried")) {
        Files.delete(cache.resolve(name));
      }
    }
  }

  /** How many of the library's classes came from the archive rather than from their jars. */
  private static double shareOfArchive(Path log) throws IOException {
    List<String> loaded = Files.readAllLines(log).stream()
        .filter(line -> line.contains(" dev.offload.") && !line.contains("Lambda") && !line.contains("offload.processes.user")).toList();
    assertTrue(loaded.size() > 20, loaded.toString());
    return loaded.stream().filter(line -> line.contains("shared objects file")).count() / (double) loaded.size();
  }

  /** Puts an archive in the place of the good one, with the right sum in its name. */
  private Path put(byte[] bytes) throws IOException {
    CRC32 sum = new CRC32();
    sum.update(bytes);
    Path file = cache.resolve(keyOf(good) + "." + Long.toHexString(sum.getValue()) + ".archive");
    write(file, bytes);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    return file;
  }

  /** The head of an archive that is right, and then nothing that is. */
  private static byte[] foreign() throws IOException {
    byte[] bytes = Files.readAllBytes(good);
    // Behind the magic number come the version and the sum of the header.
    Arrays.fill(bytes, 4, 200, (byte) 1);
    return bytes;
  }

  private static void write(Path file, byte[] bytes) {
    try {
      Files.createDirectories(file.getParent());
      Files.write(file, bytes);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String keyOf(Path archive) {
    return archive.getFileName().toString().replaceAll("\\..*", "");
  }
}
