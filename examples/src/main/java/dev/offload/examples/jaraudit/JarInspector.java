package dev.offload.examples.jaraudit;

import java.io.IOException;
import java.nio.file.Path;
import java.util.zip.ZipFile;

/** The task: looks at one jar, on whatever worker it is. */
final class JarInspector {
  private JarInspector() {}

  /** Gives the facts of a jar; one that is broken has its problem among them. */
  static JarFacts inspect(JarRequest request) {
    Path file = request.file();
    try {
      return inspect(request, file, FileFacts.of(file));
    } catch (IOException e) {
      return JarFacts.unreadable(request.path(), Problem.ofJar(e));
    }
  }

  private static JarFacts inspect(JarRequest request, Path file, FileFacts facts) {
    if (facts.bytes() == 0) {
      return new JarFacts(request.path(), facts, null, "not a readable jar: the file is empty");
    }
    try (ZipFile zip = new ZipFile(file.toFile())) {
      JarReader reader = new JarReader(zip, request.release());
      JarContents contents = reader.read();
      return new JarFacts(request.path(), facts, contents, reader.problem());
    } catch (IOException e) {
      return new JarFacts(request.path(), facts, null, Problem.ofJar(e));
    }
  }
}
