package dev.offload.examples.jaraudit;

import java.nio.file.Path;

/**
 * What a worker is asked to look at. Strings, because they travel to another JVM as they are.
 *
 * @param directory the audited directory
 * @param path the jar, relative to it
 * @param release the Java release that is to load the jar
 */
record JarRequest(String directory, String path, int release) {
  Path file() {
    return Path.of(directory, path);
  }
}
