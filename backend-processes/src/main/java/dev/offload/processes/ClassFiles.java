package dev.offload.processes;

import dev.offload.processes.wire.ClassAnswer;
import dev.offload.processes.wire.ClassAnswer.Kind;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The class files of classes that are loaded here. */
final class ClassFiles {
  private ClassFiles() {}

  /** A name as the JVM has it, less what file systems read otherwise. Its dots part packages, so none leads out of a class path. */
  static boolean isBinaryName(String name) {
    char before = '.';
    for (int i = 0; i < name.length(); i++) {
      char at = name.charAt(i);
      if (at == '.' && before == '.' || at < ' ' || "/\\;[:".indexOf(at) >= 0) {
        return false;
      }
      before = at;
    }
    return before != '.';
  }

  /** What a child has to know of a class besides its bytes. */
  static ClassAnswer headOf(Class<?> type) {
    Package its = type.getPackage();
    List<String> titles = its == null ? List.of() : Stream.of(
            its.getSpecificationTitle(), its.getSpecificationVersion(), its.getSpecificationVendor(),
            its.getImplementationTitle(), its.getImplementationVersion(), its.getImplementationVendor())
        .map(title -> title == null ? "" : title)
        .toList();
    return new ClassAnswer(Kind.HERE, 0, Library.locationOf(type).map(URL::toString).orElse(""), titles);
  }

  /**
   * The bytes it was made from; null if its loader does not give them out. A loader may look for classes in another order than for
   * resources, so of several files of that name it is the one from the class's own code source, or that which only this loader has.
   */
  static byte @Nullable [] bytesOf(Class<?> type) throws IOException {
    ClassLoader loader = type.getClassLoader();
    String file = type.getName().replace('.', '/') + ".class";
    List<URL> candidates = Collections.list(loader.getResources(file));
    if (candidates.isEmpty()) {
      try (InputStream in = loader.getResourceAsStream(file)) {
        return in == null ? null : in.readAllBytes();
      }
    }
    String source = Library.locationOf(type).map(URL::toString).orElse("");
    for (URL candidate : candidates) {
      if (!source.isEmpty() && candidate.toString().contains(source)) {
        return read(candidate);
      }
    }
    List<URL> own = onlyOf(loader, file, candidates);
    return own.size() == 1 ? read(own.get(0)) : null;
  }

  private static List<URL> onlyOf(ClassLoader loader, String file, List<URL> candidates) throws IOException {
    ClassLoader parent = loader.getParent();
    Set<String> ofParent = parent == null ? Set.of()
        : Collections.list(parent.getResources(file)).stream().map(URL::toString).collect(Collectors.toSet());
    return candidates.stream().filter(candidate -> !ofParent.contains(candidate.toString())).toList();
  }

  private static byte[] read(URL file) throws IOException {
    return Resources.read(file, Integer.MAX_VALUE);
  }
}
