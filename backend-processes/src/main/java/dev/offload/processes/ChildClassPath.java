package dev.offload.processes;

import dev.offload.processes.worker.WorkerMain;
import java.io.File;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.FileSystemNotFoundException;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The class path of a child JVM: the parent's own, with its module path behind it, and then the jars of this library wherever the parent
 * has them from, so that a child can start even if the parent's class path names none of them (in JShell for example).
 */
final class ChildClassPath {
  /** One class of each jar that the child needs before it can ask the parent for classes. */
  private static final List<String> ESSENTIAL = List.of(
      WorkerMain.class.getName(),
      "dev.offload.TaskExecutor",
      "dev.offload.codec.Codec",
      "com.esotericsoftware.kryo.Kryo",
      "com.esotericsoftware.reflectasm.ConstructorAccess",
      "com.esotericsoftware.minlog.Log",
      "org.objenesis.Objenesis",
      "com.google.common.base.Preconditions",
      "com.google.common.util.concurrent.internal.InternalFutureFailureAccess",
      "org.slf4j.Logger");

  private ChildClassPath() {}

  /** The entries, absolute, because a child may run in another directory. */
  static String ofThisJvm() {
    Set<String> entries = new LinkedHashSet<>();
    addPath(entries, System.getProperty("java.class.path", ""));
    addPath(entries, modulePath());
    ESSENTIAL.forEach(name -> locationOf(name).ifPresent(path -> entries.add(path.toString())));
    return String.join(File.pathSeparator, entries);
  }

  private static void addPath(Set<String> entries, String path) {
    Arrays.stream(path.split(File.pathSeparator))
        .filter(entry -> !entry.isEmpty())
        .map(entry -> Path.of(entry).toAbsolutePath().toString())
        .forEach(entries::add);
  }

  /** The module path as a class path: children run on the class path, and of a directory all its jars count. */
  private static String modulePath() {
    return Stream.of(System.getProperty("jdk.module.path", "").split(File.pathSeparator))
        .filter(entry -> !entry.isEmpty())
        .flatMap(entry -> Stream.concat(Stream.of(entry), jarsIn(new File(entry))))
        .collect(Collectors.joining(File.pathSeparator));
  }

  private static Stream<String> jarsIn(File directory) {
    File[] jars = directory.listFiles((parent, name) -> name.endsWith(".jar"));
    return jars == null ? Stream.empty() : Arrays.stream(jars).map(File::getPath).sorted();
  }

  private static Optional<Path> locationOf(String className) {
    try {
      Class<?> type = Class.forName(className, false, ChildClassPath.class.getClassLoader());
      CodeSource source = type.getProtectionDomain().getCodeSource();
      return source == null ? Optional.empty() : fileOf(source.getLocation().toURI());
    } catch (ClassNotFoundException | URISyntaxException e) {
      // A jar that the parent does not have either: the child would miss it only where the parent does.
      return Optional.empty();
    }
  }

  private static Optional<Path> fileOf(URI location) {
    try {
      return Optional.of(Path.of(location));
    } catch (IllegalArgumentException | FileSystemNotFoundException e) {
      // A jar within a jar is no file a JVM could be started with.
      return Optional.empty();
    }
  }
}
