package dev.offload.processes;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.offload.processes.ArchiveStore.Turn;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What lies in the cache directory, and what becomes of it there. */
class ArchiveStoreTest {
  private static final byte[] BYTES = {1, 2, 3, 4, 5, 6, 7, 8};

  @TempDir private Path temporary;
  private Path cache;
  private ArchiveStore store;

  @BeforeEach
  void open() throws IOException {
    cache = temporary.resolve("cache");
    store = new ArchiveStore(cache, Files.getOwner(temporary));
  }

  @Test
  void find_whereNothingIs_findsNothing_andMakesNothing() {
    assertEquals(Optional.empty(), store.find("a"));
    assertFalse(Files.exists(cache));
  }

  @Test
  void find_afterKeep_findsTheSameBytes_underItsKeyOnly() throws IOException {
    keep("a", BYTES);

    assertArrayEquals(BYTES, Files.readAllBytes(store.find("a").orElseThrow()));
    assertEquals(Optional.empty(), store.find("b"));
    assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(store.find("a").orElseThrow())));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 4, 7})
  void find_ofAnArchiveThatIsCutOff_findsNothing_andDeletesIt(int length) throws IOException {
    Path archive = keep("a", BYTES);

    Files.write(archive, Arrays.copyOf(BYTES, length));

    assertEquals(Optional.empty(), store.find("a"));
    assertFalse(Files.exists(archive));
  }

  @Test
  void find_ofAnArchiveThatWasFoundBeforeItWasChanged_findsNothing() throws IOException {
    Path archive = keep("a", BYTES);
    assertTrue(store.find("a").isPresent());

    Files.write(archive, new byte[] {1, 2, 3, 4, 5, 6, 7, 9});
    Files.setLastModifiedTime(archive, FileTime.from(Instant.now().plusSeconds(5)));

    assertEquals(Optional.empty(), store.find("a"));
  }

  @Test
  void find_ofAnArchiveThatOthersCanWriteTo_findsNothing() throws IOException {
    Path archive = keep("a", BYTES);

    Files.setPosixFilePermissions(archive, PosixFilePermissions.fromString("rw-rw-rw-"));

    assertEquals(Optional.empty(), store.find("a"));
  }

  @Test
  void find_ofALinkToAnArchive_findsNothing() throws IOException {
    Path archive = keep("a", BYTES);
    Path elsewhere = temporary.resolve("elsewhere");

    Files.move(archive, elsewhere);
    Files.createSymbolicLink(archive, elsewhere);

    assertEquals(Optional.empty(), store.find("a"));
    assertTrue(Files.exists(elsewhere));
    assertFalse(Files.exists(archive, LinkOption.NOFOLLOW_LINKS));
  }

  @Test
  void find_byWayOfALink_tellsWhereTheArchiveReallyIs() throws IOException {
    Path archive = keep("a", BYTES);
    Path link = Files.createSymbolicLink(temporary.resolve("link"), temporary);

    Optional<Path> found = new ArchiveStore(link.resolve("cache"), Files.getOwner(temporary)).find("a");

    assertEquals(Optional.of(archive.toRealPath()), found);
    // JUnit warns of links that lead out of a directory that it deletes.
    Files.delete(link);
  }

  @Test
  void store_inADirectoryThatIsALink_isNotUsed() throws IOException {
    keep("a", BYTES);
    ArchiveStore linked = new ArchiveStore(
        Files.createSymbolicLink(temporary.resolve("link"), cache), Files.getOwner(temporary));

    assertEquals(Optional.empty(), linked.find("a"));
    assertThrows(IOException.class, linked::tryTurn);
  }

  @Test
  void store_inADirectoryThatCannotBeNamedToAJvm_isNotUsed() throws IOException {
    cache = Files.createDirectories(temporary.resolve("one" + File.pathSeparator + "two"), CacheDirectory.ownerOnly());
    store = new ArchiveStore(cache, Files.getOwner(temporary));

    assertThrows(IOException.class, store::tryTurn);
    assertEquals(List.of(), names());
  }

  @Test
  void store_inADirectoryThatOthersCanWriteTo_isNotUsed() throws IOException {
    keep("a", BYTES);

    Files.setPosixFilePermissions(cache, PosixFilePermissions.fromString("rwxrwxrwx"));

    assertEquals(Optional.empty(), store.find("a"));
    assertThrows(IOException.class, store::tryTurn);
  }

  @Test
  void turn_isForOneAtATime_inOneJvm() throws IOException {
    try (Turn first = store.tryTurn()) {
      assertNotNull(first);
      assertNull(new ArchiveStore(cache, Files.getOwner(temporary)).tryTurn());
    }
    try (Turn next = store.tryTurn()) {
      assertNotNull(next);
    }
  }

  /** A program that says whether it gets the turn. */
  static final class Rival {
    private Rival() {}

    public static void main(String[] arguments) throws Exception {
      Path cache = Path.of(arguments[0]);
      System.out.print(new ArchiveStore(cache, Files.getOwner(cache)).tryTurn() != null);
    }
  }

  @Test
  void turn_isForOneAtATime_amongAllProcesses() throws Exception {
    String[] rival = {"-cp", System.getProperty("java.class.path"), Rival.class.getName(), cache.toString()};
    try (Turn turn = store.tryTurn()) {
      assertNotNull(turn);
      // In this JVM in vain, which must not end the lock that other processes see.
      assertNull(store.tryTurn());

      ParentJvm.java(rival).run().assertPrinted("false");
    }
    ParentJvm.java(rival).run().assertPrinted("true");
  }

  @Test
  void tries_thatCameToNothing_waitLongerEachTime() throws IOException {
    try (Turn turn = Objects.requireNonNull(store.tryTurn())) {
      assertTrue(turn.mayTry("a"));
      for (int minutes = 1; minutes <= 256; minutes *= 4) {
        turn.noteTry("a");
        assertFalse(turn.mayTry("a"));
        assertTrue(turn.mayTry("b"));
        age(cache.resolve("a.tried"), Duration.ofMinutes(minutes).minusSeconds(10));
        assertFalse(turn.mayTry("a"), "too soon after a wait of " + minutes + " minutes");
        age(cache.resolve("a.tried"), Duration.ofMinutes(minutes).plusSeconds(1));
        assertTrue(turn.mayTry("a"), "not even after " + minutes + " minutes");
      }
    }
  }

  @Test
  void keep_forgetsTheTries_andLeavesNothingElse() throws IOException {
    try (Turn turn = Objects.requireNonNull(store.tryTurn())) {
      turn.noteTry("a");
      turn.keep("a", made(BYTES));
    }

    assertEquals(List.of("a." + crc(BYTES) + ".archive", "lock"), names());
  }

  @Test
  void keep_ofWhatIsNotThere_leavesNothing() throws IOException {
    try (Turn turn = Objects.requireNonNull(store.tryTurn())) {
      assertThrows(IOException.class, () -> turn.keep("a", temporary.resolve("nowhere")));
    }

    assertEquals(List.of("lock"), names());
  }

  @Test
  void keep_oneTooMany_deletesWhatWasNotUsedForLongest() throws IOException {
    for (int i = 0; i < 8; i++) {
      age(keep("key-" + i, new byte[] {(byte) i, 1}), Duration.ofDays(20 - i));
    }
    // To be found is to be used.
    assertTrue(store.find("key-0").isPresent());

    keep("key-8", BYTES);

    assertTrue(store.find("key-0").isPresent());
    assertEquals(Optional.empty(), store.find("key-1"));
    assertTrue(store.find("key-2").isPresent());
  }

  @Test
  void try_deletesWhatEarlierOnesLeft() throws IOException {
    keep("a", BYTES);
    Path old = Files.createFile(cache.resolve("b123.making"));
    Path fresh = Files.createFile(cache.resolve("c123.making"));
    Path oldTry = Files.createFile(cache.resolve("d.tried"));
    Path freshTry = Files.createFile(cache.resolve("e.tried"));
    age(old, Duration.ofHours(2));
    age(oldTry, Duration.ofDays(31));

    try (Turn turn = Objects.requireNonNull(store.tryTurn())) {
      turn.noteTry("f");
    }

    assertFalse(Files.exists(old) || Files.exists(oldTry));
    assertTrue(Files.exists(fresh) && Files.exists(freshTry));
  }

  private Path keep(String key, byte[] bytes) throws IOException {
    try (Turn turn = Objects.requireNonNull(store.tryTurn())) {
      turn.keep(key, made(bytes));
    }
    return cache.resolve(key + "." + crc(bytes) + ".archive");
  }

  private Path made(byte[] bytes) throws IOException {
    return Files.write(temporary.resolve("made"), bytes, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING);
  }

  private List<String> names() throws IOException {
    try (Stream<Path> files = Files.list(cache)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  private static void age(Path file, Duration age) throws IOException {
    Files.setLastModifiedTime(file, FileTime.from(Instant.now().minus(age).toEpochMilli(), TimeUnit.MILLISECONDS));
  }

  private static String crc(byte[] bytes) {
    CRC32 sum = new CRC32();
    sum.update(bytes);
    return Long.toHexString(sum.getValue());
  }
}
