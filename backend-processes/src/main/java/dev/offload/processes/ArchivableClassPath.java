package dev.offload.processes;

import java.io.File;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * The beginning of a class path that an archive can be made for: a JVM takes an archive if what it was made for begins its own class path,
 * and takes no directory with classes, because it could not tell whether they have changed. Of jars JDK 25 does not tell it either.
 */
final class ArchivableClassPath {
  /** The time of the last change of any kind tells of a jar that was replaced by one of the same length and time, as some builds make. */
  private static final String SIGNS = FileSystems.getDefault().supportedFileAttributeViews().contains("unix")
      ? "unix:size,lastModifiedTime,ctime" : "size,lastModifiedTime";

  private final List<String> entries;
  private final Set<Path> behind;

  private ArchivableClassPath(List<String> entries, Set<Path> behind) {
    this.entries = entries;
    this.behind = behind;
  }

  /**
   * The beginning, up to the first directory or what lasts no longer than the executor; empty if the library is not in it.
   *
   * @param classPath of the workers
   * @param library the files that hold the library
   * @param directory the executor's own
   */
  static Optional<ArchivableClassPath> of(String classPath, Set<Path> library, Path directory) {
    List<String> entries = new ArrayList<>();
    List<Path> files = new ArrayList<>();
    for (String entry : classPath.split(File.pathSeparator)) {
      Path file = Path.of(entry);
      if (Files.isDirectory(file) || file.startsWith(directory)) {
        break;
      }
      entries.add(entry);
      files.add(file);
    }
    if (holds(files, library)) {
      return Optional.of(new ArchivableClassPath(entries, Set.of()));
    }
    // It may be there by way of a manifest. A JVM looks at those entries too.
    Set<Path> behind = JarManifests.allNamedBy(files);
    files.addAll(behind);
    boolean fits = holds(files, library) && behind.stream().noneMatch(Files::isDirectory);
    return fits ? Optional.of(new ArchivableClassPath(entries, behind)) : Optional.empty();
  }

  /** A class tells of its jar without the links on the way to it. */
  private static boolean holds(List<Path> files, Set<Path> library) {
    return files.containsAll(library) || real(files).containsAll(real(library));
  }

  private static Set<Path> real(Collection<Path> files) {
    Set<Path> real = new LinkedHashSet<>();
    for (Path file : files) {
      try {
        real.add(file.toRealPath());
      } catch (IOException e) {
        // One that is not there.
        real.add(file);
      }
    }
    return real;
  }

  /** The entries as a class path. */
  String text() {
    return String.join(File.pathSeparator, entries);
  }

  /** Its entries with what changes when one of them does. */
  String identity() throws IOException {
    StringBuilder identity = new StringBuilder();
    for (String entry : entries) {
      appendIdentity(identity, Path.of(entry));
    }
    for (Path file : behind) {
      appendIdentity(identity, file);
    }
    return identity.toString();
  }

  private static void appendIdentity(StringBuilder identity, Path file) throws IOException {
    identity.append(file);
    if (Files.exists(file)) {
      // In one order, which the map that is read has not.
      identity.append(' ').append(new TreeMap<>(Files.readAttributes(file, SIGNS)));
    }
    identity.append('\n');
  }
}
