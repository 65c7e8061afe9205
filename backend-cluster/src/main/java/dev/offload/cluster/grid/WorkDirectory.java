package dev.offload.cluster.grid;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The only place where a node writes files; only the owner can enter it. It is locked for as long as its JVM lives, so that the next one to
 * make another here finds those that were left behind.
 */
final class WorkDirectory {
  private static final Logger LOGGER = LoggerFactory.getLogger(WorkDirectory.class);

  private static final String PREFIX = "offload-grid-";
  private static final String LOCK = "lock";
  /** Those of this JVM. Whoever opened the lock of one again, and closed it, would unlock it: that is how locks of POSIX are. */
  private static final Set<Path> OWN = ConcurrentHashMap.newKeySet();

  private final Path path;
  private final FileChannel lock;

  private WorkDirectory(Path path) throws IOException {
    this.path = path;
    OWN.add(path);
    this.lock = FileChannel.open(path.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    lock.lock();
  }

  static WorkDirectory createIn(Path parent) {
    try {
      sweep(parent);
      return new WorkDirectory(Files.createTempDirectory(parent, PREFIX).toAbsolutePath());
    } catch (IOException e) {
      throw new UncheckedIOException("no directory for a cluster node can be made under " + parent
          + "; set java.io.tmpdir to a place that can be written", e);
    }
  }

  Path path() {
    return path;
  }

  /** Deletes what JVMs have left behind that were killed. */
  private static void sweep(Path parent) throws IOException {
    try (DirectoryStream<Path> left = Files.newDirectoryStream(parent, PREFIX + "*")) {
      for (Path directory : left) {
        if (!OWN.contains(directory.toAbsolutePath()) && isLeft(directory)) {
          delete(directory);
        }
      }
    }
  }

  /** Tells whether nobody has it. One without a lock is being made. */
  private static boolean isLeft(Path directory) {
    try (FileChannel channel = FileChannel.open(directory.resolve(LOCK), StandardOpenOption.WRITE); FileLock own = channel.tryLock()) {
      return own != null;
    } catch (IOException | OverlappingFileLockException e) {
      LOGGER.trace("{} is not left behind", directory, e);
      return false;
    }
  }

  /** What cannot be deleted stays: it is no reason to fail what the node was there for. */
  void delete() {
    try {
      lock.close();
    } catch (IOException e) {
      LOGGER.debug("{} was not unlocked", path, e);
    }
    delete(path);
    OWN.remove(path);
  }

  private static void delete(Path directory) {
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    } catch (IOException | UncheckedIOException e) {
      LOGGER.debug("{} was not deleted", directory, e);
    }
  }
}
