package dev.offload.spi.shared;

import static com.google.common.base.Preconditions.checkArgument;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Pattern;

/**
 * Blocks of memory that programs of one user find by name: files in one directory of that user. Who made one has a lock on it as long as it
 * lives, so that one that was left behind is known. Any thread.
 */
public final class Blocks {
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,99}");
  private static final String DOOR = ".lock";
  private static final Set<PosixFilePermission> PRIVATE = PosixFilePermissions.fromString("rwx------");
  private static final String USER = System.getProperty("user.name");
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final Duration PAUSE = Duration.ofMillis(5);
  /** Beyond all bytes that a file has: on some systems what is locked cannot be written. */
  private static final long LOCKED_BYTE = Long.MAX_VALUE - 1;

  // Guarded by the class. A program that closes a file in any way loses its locks on it.
  private static final Map<Path, FileChannel> OWN = new HashMap<>();

  private Blocks() {}

  /** The file of a block that was made by a program that lives. */
  public static Path find(String name) {
    Path file = fileOf(name);
    return alone(() -> {
      if (!OWN.containsKey(file) && (!Files.exists(file) || isLeft(file))) {
        throw new NoSuchElementException("no program has a block of memory named \"" + name + "\"");
      }
      return file;
    });
  }

  /** Makes a block of zeros, and holds on to it. */
  static Mapping create(String name, long bytes) {
    Path file = fileOf(name);
    Mapping[] made = new Mapping[1];
    alone(() -> {
      if (OWN.containsKey(file) || Files.exists(file) && !isLeft(file)) {
        throw new IllegalArgumentException("a block of memory named \"" + name + "\" exists, and is another executor's");
      }
      sweep();
      made[0] = createFile(file, bytes);
      return file;
    });
    return made[0];
  }

  private static Mapping createFile(Path file, long bytes) throws IOException {
    FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.READ, StandardOpenOption.WRITE);
    boolean done = false;
    try {
      // Ahead of the lock, which the mapping's own channel would take along when it is closed.
      Mapping mapping = Mapping.ofNew(file, bytes);
      channel.lock(LOCKED_BYTE, 1, false);
      OWN.put(file, channel);
      done = true;
      return mapping;
    } finally {
      if (!done) {
        channel.close();
        delete(file);
      }
    }
  }

  /** Lets go of a block that {@link #create} made; nobody finds it any more. */
  static void remove(Path file) {
    alone(() -> {
      FileChannel own = OWN.remove(file);
      if (own != null) {
        own.close();
      }
      delete(file);
      return file;
    });
  }

  /** Deletes a file; where the system keeps one that is mapped, at the end of this JVM. */
  static void delete(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      file.toFile().deleteOnExit();
    }
  }

  private interface Work {
    Path run() throws IOException;
  }

  /** Nobody else, in whatever program, makes or removes one meanwhile. */
  private static synchronized Path alone(Work work) {
    try {
      return Uninterrupted.call(() -> {
        // Closing it lets go of the lock.
        try (FileChannel door = FileChannel.open(directory().resolve(DOOR), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
          lock(door);
          return work.run();
        }
      });
    } catch (IOException e) {
      throw new UncheckedIOException("a block of shared memory cannot be had (" + e.getMessage() + ")", e);
    }
  }

  /** Whoever has it has it for a moment, unless that program was stopped amidst it. */
  private static void lock(FileChannel door) throws IOException {
    long start = System.nanoTime();
    while (door.tryLock() == null) {
      if (System.nanoTime() - start > PATIENCE.toNanos()) {
        throw new IOException("another program has kept its hand on them for " + PATIENCE.toSeconds() + " s");
      }
      LockSupport.parkNanos(PAUSE.toNanos());
    }
  }

  /** Tells whether its maker is gone. */
  private static boolean isLeft(Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE); FileLock lock = channel.tryLock(LOCKED_BYTE, 1, false)) {
      return lock != null;
    } catch (OverlappingFileLockException e) {
      return false;
    }
  }

  private static Path fileOf(String name) {
    checkArgument(NAME.matcher(name).matches(),
        "the name of a block must be of up to 100 letters, digits, dots, dashes and underscores, was \"%s\"", name);
    return Path.of(System.getProperty("java.io.tmpdir"), "offload-blocks-" + USER, name).toAbsolutePath();
  }

  /** Removes what programs have left that ended without closing their executors. */
  private static void sweep() throws IOException {
    try (DirectoryStream<Path> files = Files.newDirectoryStream(directory())) {
      for (Path file : files) {
        boolean isBlock = NAME.matcher(file.getFileName().toString()).matches();
        if (isBlock && !OWN.containsKey(file) && isLeft(file)) {
          Files.deleteIfExists(file);
        }
      }
    }
  }

  private static Path directory() throws IOException {
    Path directory = fileOf("any").getParent();
    boolean posix = FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
    if (!Files.exists(directory, LinkOption.NOFOLLOW_LINKS)) {
      if (posix) {
        Files.createDirectories(directory, PosixFilePermissions.asFileAttribute(PRIVATE));
      } else {
        Files.createDirectories(directory);
      }
    }
    if (posix) {
      ensurePrivate(directory);
    }
    return directory;
  }

  /** Anybody can make a directory of this name ahead of us. */
  private static void ensurePrivate(Path directory) throws IOException {
    PosixFileAttributes found = Files.readAttributes(directory, PosixFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
    Path probe = Files.createTempFile("offload-", "");
    UserPrincipal self = Files.getOwner(probe);
    Files.delete(probe);
    if (!found.isDirectory() || !found.owner().equals(self) || !found.permissions().equals(PRIVATE)) {
      throw new IOException(directory + " is not a directory that only " + USER + " can use");
    }
  }
}
