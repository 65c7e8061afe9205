package dev.offload.processes;

import dev.offload.codec.world.ClassLoaders;
import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.FileSystemNotFoundException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The class path of a child JVM: the parent's own, with its module path behind it, and ahead of both those jars of this library that the
 * parent has from elsewhere, so that a child can start also from JShell, from a container, or from a fat jar. Jars within a jar are copied
 * out for that.
 */
final class ChildClassPath {
  private final Path directory;
  private final Set<String> entries = new LinkedHashSet<>();
  private final Map<String, String> ahead = new LinkedHashMap<>();

  private ChildClassPath(Path directory) {
    this.directory = directory;
  }

  /**
   * The entries, absolute, because a child may run in another directory.
   *
   * @param directory where the jars within a jar are copied to
   */
  static String ofThisJvm(Path directory) throws IOException {
    ChildClassPath path = new ChildClassPath(directory);
    path.addPath(System.getProperty("java.class.path", ""));
    path.addPath(modulePath());
    for (Class<?> type : Library.classes()) {
      path.ensureHas(type);
    }
    return Stream.concat(path.ahead.values().stream(), path.entries.stream()).collect(Collectors.joining(File.pathSeparator));
  }

  private void addPath(String path) {
    Arrays.stream(path.split(File.pathSeparator))
        .filter(entry -> !entry.isEmpty())
        .map(entry -> Path.of(entry).toAbsolutePath().toString())
        .forEach(entries::add);
  }

  /** The module path as a class path: children run on the class path. */
  private static String modulePath() {
    return Stream.of(System.getProperty("jdk.module.path", "").split(File.pathSeparator))
        .filter(entry -> !entry.isEmpty())
        .map(File::new)
        .flatMap(ChildClassPath::modulesAt)
        .collect(Collectors.joining(File.pathSeparator));
  }

  /** A directory is a module, or its jars are: then nothing else in it counts. */
  private static Stream<String> modulesAt(File entry) {
    File[] jars = entry.listFiles((parent, name) -> name.endsWith(".jar"));
    boolean isModule = jars == null || jars.length == 0 || new File(entry, "module-info.class").exists();
    return isModule ? Stream.of(entry.getPath()) : Arrays.stream(jars).map(File::getPath).sorted();
  }

  private void ensureHas(Class<?> type) throws IOException {
    if (type.getClassLoader() == ClassLoaders.application()) {
      // From the class path or the module path, perhaps by way of a manifest.
      return;
    }
    Optional<URL> location = Library.locationOf(type);
    if (location.isEmpty()) {
      throw unreachable(type, "an unknown place");
    }
    String place = location.get().toString();
    if (!ahead.containsKey(place)) {
      ahead.put(place, fileOf(type, location.get()));
    }
    entries.remove(ahead.get(place));
  }

  private String fileOf(Class<?> type, URL location) throws IOException {
    Optional<NestedJar> nested = NestedJar.at(location.toString());
    if (nested.isPresent()) {
      Path copy = directory.resolve("library-" + ahead.size() + ".jar");
      nested.get().copyTo(copy);
      return copy.toString();
    }
    try {
      return Path.of(location.toURI()).toString();
    } catch (URISyntaxException | IllegalArgumentException | FileSystemNotFoundException e) {
      throw unreachable(type, location.toString());
    }
  }

  private static IllegalStateException unreachable(Class<?> type, String place) {
    return new IllegalStateException("no worker can be started: " + type.getName() + " comes from " + place
        + ", which is neither a file nor a jar within a jar; put the jars of Offload and what it needs on the class path");
  }
}
