package dev.offload.examples.jaraudit;

import org.jspecify.annotations.Nullable;

/**
 * What is known of one jar: all of it, or as much as could be had and the problem.
 *
 * @param path relative to the audited directory, with {@code /}
 * @param file the file's own facts; null if it could not be read
 * @param contents what is in the jar; null if it is no readable jar
 * @param problem what is wrong with it; null if nothing is
 */
record JarFacts(String path, @Nullable FileFacts file, @Nullable JarContents contents, @Nullable String problem) {
  /** A jar that could not be looked at. */
  static JarFacts unreadable(String path, String problem) {
    return new JarFacts(path, null, null, problem);
  }

  /** Tells whether a class that the release would look at is too new for it. */
  boolean isTooNewFor(int release) {
    return contents != null && contents.neededRelease() > release;
  }

  long bytes() {
    return file == null ? 0 : file.bytes();
  }

  int classes() {
    return contents == null ? 0 : contents.classes();
  }
}
