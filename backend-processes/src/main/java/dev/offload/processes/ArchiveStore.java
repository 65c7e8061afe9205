package dev.offload.processes;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.UserPrincipal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The archives in the cache directory, each under the key of what it fits. The name of an archive holds the sum of its bytes: a JVM looks
 * at little more than the beginning, and ends with a crash where the rest is cut off. Any thread, any process.
 */
final class ArchiveStore {
  private static final Logger LOGGER = LoggerFactory.getLogger(ArchiveStore.class);
  private static final String ARCHIVE = ".archive";
  private static final String TRIED = ".tried";
  private static final String MAKING = ".making";
  private static final String LOCK = "lock";
  private static final int MAX_ARCHIVES = 8;
  private static final long MAX_BYTES = 256L << 20;
  private static final int COPY_BYTES = 1 << 16;
  private static final Duration USE_NOTED = Duration.ofDays(1);
  private static final Duration MAKING_LASTS = Duration.ofHours(1);
  private static final Duration TRIES_KEPT = Duration.ofDays(30);
  private static final int MOST_TRIES_COUNTED = 5;

  /** What was found sound: a file is read once, as long as it looks the same. */
  private static final Map<Path, Stamp> SOUND = new ConcurrentHashMap<>();
  /** Locks of this JVM: to open and close a file that is locked would end the lock. */
  private static final Set<Path> LOCKED = ConcurrentHashMap.newKeySet();

  private final Path directory;
  private final UserPrincipal self;

  ArchiveStore(Path directory, UserPrincipal self) {
    this.directory = directory;
    this.self = self;
  }

  private record Stamp(long size, FileTime modified) {
    static Stamp of(Path file) throws IOException {
      BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
      return new Stamp(attributes.isRegularFile() ? attributes.size() : 0, attributes.lastModifiedTime());
    }
  }

  /** The archive of that key, if there is one and every byte of it is as it was written. */
  Optional<Path> find(String key) {
    try {
      for (Path file : list(place(), key + ".*" + ARCHIVE)) {
        if (isSound(file)) {
          return Optional.of(file);
        }
      }
    } catch (NoSuchFileException e) {
      // None was ever made.
      return Optional.empty();
    } catch (IOException | RuntimeException e) {
      // Whatever it is, it must not keep a worker from its start.
      LOGGER.debug("workers start without an archive of their classes", e);
    }
    return Optional.empty();
  }

  /** Where the directory really is, if it is fit for use: a link on the way to it could lead elsewhere a moment later. */
  private Path place() throws IOException {
    if (Files.isSymbolicLink(directory)) {
      throw new IOException(directory + " is a link");
    }
    Path place = directory.toRealPath();
    CacheDirectory.ensurePrivate(place, self);
    if (place.toString().contains(File.pathSeparator) || !ArgumentFile.canEncode(place.toString())) {
      // A JVM takes a list of paths where an archive's path stands.
      throw new IOException(place + " cannot be named to a JVM");
    }
    return place;
  }

  private boolean isSound(Path file) throws IOException {
    Stamp stamp = Stamp.of(file);
    if (stamp.equals(SOUND.get(file))) {
      return true;
    }
    if (!CacheDirectory.isOwn(file, self) || stamp.size() == 0 || !file.getFileName().toString().endsWith("." + sumOf(file) + ARCHIVE)) {
      LOGGER.debug("{} is broken, and is deleted", file);
      Files.deleteIfExists(file);
      return false;
    }
    noteUse(file);
    SOUND.put(file, Stamp.of(file));
    return true;
  }

  private static void noteUse(Path file) throws IOException {
    if (isOlder(file, USE_NOTED)) {
      try {
        Files.setLastModifiedTime(file, FileTime.from(Instant.now()));
      } catch (IOException e) {
        // A place that can only be read is as good a one, and nothing is deleted there.
        LOGGER.debug("the use of {} cannot be noted", file, e);
      }
    }
  }

  /**
   * Tries to become the only one, among all processes, that makes an archive here.
   *
   * @return null if somebody is at it
   */
  @Nullable Turn tryTurn() throws IOException {
    CacheDirectory.make(directory, self);
    Path place = place();
    Path file = place.resolve(LOCK);
    if (!LOCKED.add(file)) {
      return null;
    }
    FileChannel channel = null;
    FileLock lock = null;
    try {
      channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      lock = channel.tryLock();
      return lock == null ? null : new Turn(place, file, channel);
    } finally {
      if (lock == null) {
        release(file, channel);
      }
    }
  }

  private static void release(Path file, @Nullable FileChannel channel) throws IOException {
    try {
      if (channel != null) {
        channel.close();
      }
    } finally {
      LOCKED.remove(file);
    }
  }

  /** The right to make an archive, for as long as it is open. */
  static final class Turn implements AutoCloseable {
    private final Path place;
    private final Path file;
    private final FileChannel channel;

    private Turn(Path place, Path file, FileChannel channel) {
      this.place = place;
      this.file = file;
      this.channel = channel;
    }

    /** Where archives are kept. */
    Path place() {
      return place;
    }

    /** Tells whether it is time for another try: each one that came to nothing makes the wait longer, from a minute to some hours. */
    boolean mayTry(String key) throws IOException {
      int tries = triesOf(key);
      return tries == 0 || isOlder(tried(key), Duration.ofMinutes(1L << 2 * (Math.min(tries, MOST_TRIES_COUNTED) - 1)));
    }

    /** Counts a try, ahead of it: one that is cut short is one that came to nothing. What such ones left is deleted. */
    void noteTry(String key) throws IOException {
      deleteOlder("*" + MAKING, MAKING_LASTS);
      deleteOlder("*" + TRIED, TRIES_KEPT);
      Files.writeString(tried(key), Integer.toString(triesOf(key) + 1));
    }

    /** Takes in what a try has made: under a name of its own until it is whole. */
    void keep(String key, Path made) throws IOException {
      Path copy = Files.createTempFile(place, key, MAKING);
      try {
        copy(made, copy);
        Path kept = place.resolve(key + "." + sumOf(copy) + ARCHIVE);
        Files.move(copy, kept, StandardCopyOption.ATOMIC_MOVE);
        Files.deleteIfExists(tried(key));
        prune(kept);
      } finally {
        Files.deleteIfExists(copy);
      }
    }

    private Path tried(String key) {
      return place.resolve(key + TRIED);
    }

    private int triesOf(String key) throws IOException {
      try {
        return Integer.parseInt(Files.readString(tried(key)));
      } catch (NoSuchFileException e) {
        return 0;
      } catch (NumberFormatException e) {
        // Cut short while it was written.
        return 1;
      }
    }

    /** Deletes what has not been used for longest, where there are too many or too large ones. */
    private void prune(Path kept) throws IOException {
      long bytes = Files.size(kept);
      int count = 1;
      for (Path file : newestFirst(list(place, "*" + ARCHIVE))) {
        if (!file.equals(kept)) {
          bytes += Files.size(file);
          count++;
          if (count > MAX_ARCHIVES || bytes > MAX_BYTES) {
            Files.deleteIfExists(file);
          }
        }
      }
    }

    private void deleteOlder(String names, Duration age) throws IOException {
      for (Path file : list(place, names)) {
        if (isOlder(file, age)) {
          Files.deleteIfExists(file);
        }
      }
    }

    @Override
    public void close() throws IOException {
      release(file, channel);
    }
  }

  private static List<Path> list(Path place, String names) throws IOException {
    List<Path> files = new ArrayList<>();
    try (DirectoryStream<Path> found = Files.newDirectoryStream(place, names)) {
      found.forEach(files::add);
    }
    return files;
  }

  private static List<Path> newestFirst(List<Path> files) throws IOException {
    Map<Path, FileTime> times = new ConcurrentHashMap<>();
    for (Path file : files) {
      times.put(file, Files.getLastModifiedTime(file));
    }
    return files.stream().sorted(Comparator.comparing(times::get).reversed()).toList();
  }

  private static boolean isOlder(Path file, Duration age) throws IOException {
    return Files.getLastModifiedTime(file).toInstant().isBefore(Instant.now().minus(age));
  }

  private static void copy(Path from, Path to) throws IOException {
    try (OutputStream out = Files.newOutputStream(to)) {
      Files.copy(from, out);
    }
  }

  /** A sum against accidents; against people stands the directory. */
  private static String sumOf(Path file) throws IOException {
    CRC32 sum = new CRC32();
    byte[] buffer = new byte[COPY_BYTES];
    try (InputStream in = Files.newInputStream(file)) {
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        sum.update(buffer, 0, read);
      }
    }
    return Long.toHexString(sum.getValue());
  }
}
