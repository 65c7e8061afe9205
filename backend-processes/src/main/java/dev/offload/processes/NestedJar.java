package dev.offload.processes;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * A jar that lies within a jar, where no JVM can be started with it.
 *
 * @param outer the file around it
 * @param entry its name in there
 */
record NestedJar(Path outer, String entry) {
  private static final List<Pattern> LOCATIONS = List.of(
      // Spring Boot up to 3.1, and other fat jars: jar:file:/app.jar!/BOOT-INF/lib/some.jar!/
      Pattern.compile("jar:file:(.+?)!/(.+?)!?/?"),
      // Spring Boot from 3.2 on: jar:nested:/app.jar/!BOOT-INF/lib/some.jar!/
      Pattern.compile("jar:nested:(.+?)/!(.+?)!?/?"));

  /** The jar that a class is from; empty if its code source is nothing of the kind. */
  static Optional<NestedJar> at(String codeSource) {
    for (Pattern pattern : LOCATIONS) {
      Matcher location = pattern.matcher(codeSource);
      if (location.matches()) {
        return Optional.of(new NestedJar(fileOf(location.group(1)), decoded(location.group(2))));
      }
    }
    return Optional.empty();
  }

  /** Copies it to a file. */
  void copyTo(Path file) throws IOException {
    try (ZipFile zip = new ZipFile(outer.toFile())) {
      ZipEntry jar = zip.getEntry(entry);
      if (jar == null || jar.isDirectory()) {
        throw new FileNotFoundException("no jar " + entry + " in " + outer);
      }
      try (InputStream in = zip.getInputStream(jar)) {
        Files.copy(in, file);
      }
    }
  }

  /** Loaders differ in whether they encode the path: what is there counts. */
  private static Path fileOf(String path) {
    Path asItStands = Path.of(path);
    return Files.exists(asItStands) ? asItStands : Path.of(decoded(path));
  }

  private static String decoded(String path) {
    // A plus stands for itself in a path.
    return URLDecoder.decode(path.replace("+", "%2B"), StandardCharsets.UTF_8);
  }
}
