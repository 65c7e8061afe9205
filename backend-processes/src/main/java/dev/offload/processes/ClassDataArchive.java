package dev.offload.processes;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The archive of the classes that workers load, for one java, class path and set of JVM options: what a JVM starts from instead of reading,
 * checking and linking them. It lies in the user's cache directory, for all programs that start the same workers. Any thread.
 */
final class ClassDataArchive {
  private static final Logger LOGGER = LoggerFactory.getLogger(ClassDataArchive.class);
  private static final int KEY_BYTES = 16;
  // From here on a heap has other pointers, and so has an archive.
  private static final int LARGE_HEAP_MB = 32_000;

  private final ArchiveStore store;
  private final ArchiveFormat format;
  private final String key;
  private final List<String> jvmArguments;
  private final ArchivableClassPath classPath;
  private final String classPathIdentity;
  private volatile boolean used;
  private volatile boolean distrusted;

  private ClassDataArchive(ArchiveStore store, ArchiveFormat format, String key, List<String> jvmArguments,
      ArchivableClassPath classPath) throws IOException {
    this.store = store;
    this.format = format;
    this.key = key;
    this.jvmArguments = jvmArguments;
    this.classPath = classPath;
    this.classPathIdentity = classPath.identity();
  }

  /**
   * The one for workers with these options; empty where there is to be none, or can be none.
   *
   * @param ownArguments what workers get ahead of {@code processes.jvmArgs}
   * @param classPath of the workers
   * @param directory the executor's own
   */
  static Optional<ClassDataArchive> of(ProcessesOptions options, List<String> ownArguments, String classPath, Path directory) {
    if (options.classDataArchive() == ArchiveMode.OFF) {
      return Optional.empty();
    }
    try {
      Optional<Path> cache = options.cacheDirectory().or(CacheDirectory::byDefault).map(Path::toAbsolutePath);
      Optional<JavaBuild> java = JavaBuild.of(options.java());
      Optional<ArchiveFormat> format = java.flatMap(build -> ArchiveFormat.of(build.feature()));
      Optional<List<String>> plain = plainArguments(options);
      Optional<ArchivableClassPath> archivable = Library.files().flatMap(library -> ArchivableClassPath.of(classPath, library, directory));
      if (cache.isEmpty() || format.isEmpty() || plain.isEmpty() || archivable.isEmpty()) {
        LOGGER.debug("workers start without an archive of their classes; there is a cache directory: {}, a java that is known: {}, "
            + "a class path that begins with the library's jars: {}, no JVM argument that stands against it: {}",
            cache.isPresent(), format.isPresent(), archivable.isPresent(), plain.isPresent());
        return Optional.empty();
      }
      String heap = options.heapMb() < LARGE_HEAP_MB ? "small" : "large";
      String preview = PreviewFeatures.areEnabled() ? "preview" : "final";
      String key = keyOf(java.get().identity(), heap, preview, plain.get().toString(), archivable.get().identity());
      List<String> arguments = new ArrayList<>(ownArguments);
      arguments.addAll(plain.get());
      ArchiveStore store = new ArchiveStore(cache.get(), Files.getOwner(directory));
      return Optional.of(new ClassDataArchive(store, format.get(), key, arguments, archivable.get()));
    } catch (IOException | RuntimeException e) {
      LOGGER.debug("workers start without an archive of their classes", e);
      return Optional.empty();
    }
  }

  /** Options that come by the environment are not looked into. */
  private static Optional<List<String>> plainArguments(ProcessesOptions options) {
    return JavaCommand.isPlain(options.env()) ? PlainArguments.of(options.jvmArgs()) : Optional.empty();
  }

  private static String keyOf(String... parts) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      for (String part : parts) {
        digest.update(part.getBytes(StandardCharsets.UTF_8));
        digest.update((byte) 0);
      }
      return HexFormat.of().formatHex(digest.digest(), 0, KEY_BYTES);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  /** The options of a JVM that starts from it; none if it is not there yet, not trusted, or not of what lies on the class path now. */
  List<String> use() {
    Optional<Path> found = distrusted || !isCurrent() ? Optional.empty() : store.find(key);
    found.ifPresent(path -> used = true);
    return found.map(format::use).orElse(List.of());
  }

  /** Tells whether the class path is what it was: JDK 25 does not look, and would run the classes of a jar that has been replaced. */
  boolean isCurrent() {
    try {
      return classPath.identity().equals(classPathIdentity);
    } catch (IOException e) {
      // A jar that is just being replaced.
      return false;
    }
  }

  /** Tells whether it is worth while to make it. */
  boolean isMissing() {
    return !distrusted && isCurrent() && store.find(key).isEmpty();
  }

  /** A worker came to nothing. It may have been the archive, on which a JVM builds as it is: the next one does without. */
  void onStartFailed() {
    if (used && !distrusted) {
      distrusted = true;
      LOGGER.warn("a worker that was to start from an archive of classes ended before it connected; this executor starts no more from it; "
          + "if that helps, set processes.classDataArchive to off");
    }
  }

  ArchiveStore store() {
    return store;
  }

  ArchiveFormat format() {
    return format;
  }

  String key() {
    return key;
  }

  /** JVM arguments for making it. */
  List<String> jvmArguments() {
    return jvmArguments;
  }

  /** The class path for making it. */
  String classPath() {
    return classPath.text();
  }
}
