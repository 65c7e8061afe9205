package dev.offload.processes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.offload.spi.Offspring;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** Which directories the next parent that starts deletes. */
class WorkerDirectoryTest {
  private static final String NOBODY = "offload-999999999-a-" + System.nanoTime();
  private static final Path TEMPORARY = Path.of(System.getProperty("java.io.tmpdir"));

  private final List<Path> made = new ArrayList<>();

  /** A program that lives, and holds the lock of a directory, which it shows only then: others may look for directories right now. */
  static final class Owner {
    private Owner() {}

    public static void main(String[] arguments) throws Exception {
      Path shown = Path.of(arguments[0]);
      Path directory = Files.createDirectory(shown.resolveSibling("made-for-" + shown.getFileName()));
      try (FileChannel lock = FileChannel.open(
          directory.resolve("lock"), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
        boolean locked = lock.lock().isValid();
        Files.move(directory, shown);
        System.out.println(locked);
        System.in.read();
      }
    }
  }

  /** A program that says whether it gets the lock of a directory. */
  static final class Rival {
    private Rival() {}

    public static void main(String[] arguments) throws Exception {
      try (FileChannel lock = FileChannel.open(Path.of(arguments[0], "lock"), StandardOpenOption.WRITE)) {
        System.out.println(lock.tryLock() != null);
      }
    }
  }

  @AfterEach
  void delete() throws IOException {
    for (Path directory : made) {
      Files.deleteIfExists(directory.resolve("lock"));
      Files.deleteIfExists(directory);
    }
  }

  @Test
  @DisplayName("E5: what a dead parent left is deleted, also if its process id has passed on to another process")
  void directory_ofADeadParent_isDeleted_thoughItsIdIsInUse() throws IOException {
    Path dead = make(NOBODY + "1", true);
    Path reused = make("offload-" + ProcessHandle.current().pid() + "-a-" + System.nanoTime(), true);

    WorkerDirectory.create().delete();

    assertFalse(Files.exists(dead));
    assertFalse(Files.exists(reused));
  }

  @Test
  @DisplayName("E5: what a parent that lives still needs stays, also if its process id means nothing here")
  void directory_ofALivingParent_stays_thoughItsIdIsUnknown() throws Exception {
    Path alive = TEMPORARY.resolve(NOBODY + "3");
    made.add(alive);
    Process owner = start(Owner.class, alive);
    try {
      assertEquals("true", owner.inputReader().readLine());

      WorkerDirectory.create().delete();

      assertTrue(Files.exists(alive));
    } finally {
      owner.destroyForcibly().waitFor();
    }
    WorkerDirectory.create().delete();
    assertFalse(Files.exists(alive), "the lock ended with its owner");
  }

  @Test
  @DisplayName("E5: an executor shows others that it lives for as long as it does, whatever other executors of its JVM do")
  void directory_ofALivingExecutor_isLocked() throws Exception {
    WorkerDirectory directory = WorkerDirectory.create();
    try {
      WorkerDirectory.create().delete();

      assertEquals("false", start(Rival.class, directory.path()).inputReader().readLine());
    } finally {
      directory.delete();
    }
  }

  @Test
  @DisplayName("E5: executors of one JVM leave each other alone")
  void directory_ofThisJvm_stays() throws IOException {
    WorkerDirectory first = WorkerDirectory.create();
    WorkerDirectory second = WorkerDirectory.create();

    second.delete();

    assertTrue(Files.exists(first.path()));
    first.delete();
    assertFalse(Files.exists(first.path()) || Files.exists(second.path()));
  }

  @Test
  @DisplayName("E5: a directory that is just being made stays; one that never got its lock goes")
  void directory_withoutALock_staysForAWhile() throws IOException {
    Path fresh = make(NOBODY + "4", false);
    Path old = make(NOBODY + "5", false);
    Files.setLastModifiedTime(old, FileTime.from(Instant.now().minus(1, ChronoUnit.HOURS)));

    WorkerDirectory.create().delete();

    assertTrue(Files.exists(fresh));
    assertFalse(Files.exists(old));
  }

  @Test
  @DisplayName("E5: a file of another name is nobody's to delete")
  void directory_ofAnotherName_stays() throws IOException {
    Path other = make("offload-mine-" + System.nanoTime(), true);

    WorkerDirectory.create().delete();

    assertTrue(Files.exists(other));
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  @DisplayName("E5: with the directory of a dead parent end the processes that go with it")
  void processes_ofADeadParent_areEnded() throws Exception {
    ProcessBuilder left = new ProcessBuilder("sleep", "600");
    Offspring.ofWorker(NOBODY + "6", "worker-1").mark(left.environment());
    Process process = left.start();
    try {
      make(NOBODY + "6", true);

      WorkerDirectory.create().delete();

      assertFalse(Lineage.isRunning(process.pid()));
    } finally {
      process.destroyForcibly().waitFor();
    }
  }

  private static Process start(Class<?> program, Path directory) throws IOException {
    return new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-cp", System.getProperty("java.class.path"), program.getName(), directory.toString()).start();
  }

  private Path make(String name, boolean withLock) throws IOException {
    Path directory = Files.createDirectory(TEMPORARY.resolve(name));
    made.add(directory);
    if (withLock) {
      Files.createFile(directory.resolve("lock"));
    }
    return directory;
  }
}
