package dev.offload.processes;

import dev.offload.processes.worker.WorkerMain;
import java.net.URI;
import java.net.URL;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The jars of this library and what it needs, as this JVM has them. A child has to have them before it can ask for anything. */
final class Library {
  /** One class of each jar. */
  private static final List<String> NAMES = List.of(
      WorkerMain.class.getName(),
      "dev.offload.TaskExecutor",
      "dev.offload.codec.Codec",
      "com.esotericsoftware.kryo.Kryo",
      "com.esotericsoftware.reflectasm.ConstructorAccess",
      "com.esotericsoftware.minlog.Log",
      "org.objenesis.Objenesis",
      "com.google.common.base.Preconditions",
      "com.google.common.util.concurrent.internal.InternalFutureFailureAccess",
      Library.LOGGING);
  private static final String LOGGING = "org.slf4j.Logger";
  private static final List<Class<?>> CLASSES = load();

  private Library() {}

  /** One class of each jar. */
  static List<Class<?>> classes() {
    return CLASSES;
  }

  /**
   * Tells whether a class is of these jars, so that tasks share it with the library. Logging is not shared: it looks for the user's
   * logging system in its own loader, where only the parent has that.
   */
  static boolean shares(Class<?> type) {
    Optional<URL> location = locationOf(type);
    return location.isPresent() && CLASSES.stream()
        .filter(ours -> ours.getClassLoader() == type.getClassLoader() && !ours.getName().equals(LOGGING))
        .anyMatch(ours -> locationOf(ours).map(URL::toString).equals(location.map(URL::toString)));
  }

  /** Where a class is from, if its loader says so. */
  static Optional<URL> locationOf(Class<?> type) {
    CodeSource source = type.getProtectionDomain().getCodeSource();
    return source == null ? Optional.empty() : Optional.ofNullable(source.getLocation());
  }

  /** The files that they are from; empty if one of them is from elsewhere. */
  static Optional<Set<Path>> files() {
    Set<Path> files = new LinkedHashSet<>();
    for (Class<?> type : CLASSES) {
      Optional<Path> file = locationOf(type).flatMap(Library::fileAt);
      if (file.isEmpty()) {
        return Optional.empty();
      }
      files.add(file.get());
    }
    return Optional.of(files);
  }

  private static Optional<Path> fileAt(URL location) {
    try {
      return Optional.of(location).filter(url -> url.getProtocol().equals("file")).map(URL::toString).map(URI::create).map(Path::of);
    } catch (IllegalArgumentException e) {
      // Not how a file is named.
      return Optional.empty();
    }
  }

  private static List<Class<?>> load() {
    List<Class<?>> classes = new ArrayList<>();
    for (String name : NAMES) {
      try {
        classes.add(Class.forName(name, false, Library.class.getClassLoader()));
      } catch (ClassNotFoundException e) {
        // A jar that the parent does not have either: the child would miss it only where the parent does.
        continue;
      }
    }
    return List.copyOf(classes);
  }
}
