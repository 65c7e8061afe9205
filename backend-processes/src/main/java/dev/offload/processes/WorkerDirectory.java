package dev.offload.processes;

import dev.offload.spi.Offspring;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A directory for the sockets, claim boards and argument file of one executor; only the owner can enter it. What a killed parent left
 * behind is deleted by the next one that starts, which also ends the processes that go with it. The parent holds a lock in it for as long
 * as it lives: the system ends that with the parent, and so tells whether it is dead, also if its process id has passed on to another
 * process or belongs to another container that shares the directory of temporary files.
 */
final class WorkerDirectory {
  private static final Logger LOGGER = LoggerFactory.getLogger(WorkerDirectory.class);
  private static final String PREFIX = "offload-";
  private static final Pattern NAME = Pattern.compile(PREFIX + "(\\d{1,18})-[0-9a-z]+-\\d+");
  private static final String LOCK = "lock";
  private static final String NEW_LOCK = "lock.new";
  private static final Duration MAKING = Duration.ofMinutes(1);
  private static final int ATTEMPTS = 10;

  private final Path path;
  private final @Nullable FileChannel lock;

  private WorkerDirectory(Path path, @Nullable FileChannel lock) {
    this.path = path;
    this.lock = lock;
  }

  static WorkerDirectory create() {
    String temp = System.getProperty("java.io.tmpdir");
    try {
      return createIn(Path.of(temp));
    } catch (InvalidPathException e) {
      // A path that the encoding of this JVM's locale has no characters for.
      throw unusable(temp, new IOException(e));
    }
  }

  static WorkerDirectory createIn(Path temporary) {
    WorkerDirectory directory = makeIn(temporary);
    directory.deleteOrphans();
    return directory;
  }

  private static WorkerDirectory makeIn(Path temporary) {
    try {
      Path path = Files.createTempDirectory(temporary, prefixOfThisJvm(), ownerOnly());
      return new WorkerDirectory(path, tryLockOrDelete(path));
    } catch (IOException e) {
      throw unusable(temporary.toString(), e);
    }
  }

  private static @Nullable FileChannel tryLockOrDelete(Path directory) throws IOException {
    try {
      return tryLock(directory);
    } catch (IOException e) {
      deleteAll(directory);
      throw e;
    }
  }

  private static UncheckedIOException unusable(String temp, IOException cause) {
    return new UncheckedIOException("no directory for the workers' channels can be made under " + temp
        + "; set java.io.tmpdir to a place that can be written", cause);
  }

  Path path() {
    return path;
  }

  /** A name that no other executor has, on this machine and at any time. */
  String name() {
    return path.getFileName().toString();
  }

  Path file(String name) {
    return path.resolve(name);
  }

  void delete() throws IOException {
    if (lock != null) {
      // First, because some systems do not delete a file that is open.
      lock.close();
    }
    deleteAll(path);
  }

  private void deleteOrphans() {
    try (DirectoryStream<Path> candidates = Files.newDirectoryStream(path.resolveSibling(""), PREFIX + "*")) {
      candidates.forEach(this::deleteIfOrphan);
    } catch (IOException | DirectoryIteratorException e) {
      LOGGER.debug("no look could be taken for what dead parents left behind", e);
    }
  }

  private void deleteIfOrphan(Path candidate) {
    try {
      if (isOrphan(candidate)) {
        // A worker that is stopped cannot see that its parent is gone; and what a killed one had started is nobody's.
        Offspring.ofExecutor(candidate.getFileName().toString()).end();
        deleteAll(candidate);
      }
    } catch (IOException e) {
      // Being deleted by somebody else right now: none of it concerns the executor that is to be opened.
      LOGGER.debug("{} of a dead parent was not deleted", candidate, e);
    }
  }

  private boolean isOrphan(Path candidate) throws IOException {
    String name = candidate.getFileName().toString();
    // Not one of this JVM: to open and close the file again would end its own lock.
    if (name.startsWith(prefixOfThisJvm()) || !NAME.matcher(name).matches() || !isOwn(candidate)) {
      return false;
    }
    try (FileChannel other = FileChannel.open(candidate.resolve(LOCK), StandardOpenOption.WRITE)) {
      return other.tryLock() != null;
    } catch (NoSuchFileException e) {
      return hasNoParentHere(candidate);
    }
  }

  /** What a directory of another user is called means nothing. */
  private boolean isOwn(Path candidate) throws IOException {
    return Files.isDirectory(candidate, LinkOption.NOFOLLOW_LINKS)
        && Files.getOwner(candidate, LinkOption.NOFOLLOW_LINKS).equals(Files.getOwner(path));
  }

  /** For one without a lock: it is just being made, its parent was killed just then, or this place has no locks. */
  private static boolean hasNoParentHere(Path candidate) throws IOException {
    Matcher name = NAME.matcher(candidate.getFileName().toString());
    return name.matches()
        && ProcessHandle.of(Long.parseLong(name.group(1))).isEmpty()
        && Files.getLastModifiedTime(candidate).toInstant().isBefore(Instant.now().minus(MAKING));
  }

  /** The lock gets its name once it is locked: another parent that looks just then must not take it for that of a dead one. */
  private static @Nullable FileChannel tryLock(Path directory) throws IOException {
    Path file = directory.resolve(NEW_LOCK);
    FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    try {
      channel.lock();
      Files.move(file, directory.resolve(LOCK), StandardCopyOption.ATOMIC_MOVE);
      return channel;
    } catch (IOException e) {
      LOGGER.debug("{} cannot be locked", directory, e);
      channel.close();
      Files.delete(file);
      return null;
    }
  }

  /** It holds files only. Again and again for a while: a worker that is just being started may add one. */
  private static void deleteAll(Path directory) throws IOException {
    for (int attempt = 1; Files.exists(directory); attempt++) {
      try (DirectoryStream<Path> files = Files.newDirectoryStream(directory)) {
        for (Path file : files) {
          Files.deleteIfExists(file);
        }
        Files.deleteIfExists(directory);
      } catch (DirectoryNotEmptyException e) {
        if (attempt == ATTEMPTS) {
          throw e;
        }
      } catch (NoSuchFileException e) {
        // Somebody else was faster, which is as well.
        return;
      }
    }
  }

  /** With the start, because a JVM in a container has the same id each time. */
  private static String prefixOfThisJvm() {
    ProcessHandle self = ProcessHandle.current();
    long start = self.info().startInstant().map(Instant::toEpochMilli).orElse(0L);
    return PREFIX + self.pid() + "-" + Long.toString(start, Character.MAX_RADIX) + "-";
  }

  private static FileAttribute<?>[] ownerOnly() {
    boolean posix = FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
    return posix
        ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"))}
        : new FileAttribute<?>[0];
  }
}
