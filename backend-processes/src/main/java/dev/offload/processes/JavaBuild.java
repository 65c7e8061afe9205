package dev.offload.processes;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The build of the java that workers run on.
 *
 * @param feature its feature release, for example 17
 * @param identity text that another build, or the same one after a change, does not have
 */
record JavaBuild(int feature, String identity) {
  private static final Pattern VERSION = Pattern.compile("(?m)^JAVA_VERSION=\"(\\d{1,4})[^\"]*\"$");

  /** What is known of an executable without running it; empty where that is not enough, as for a script that starts a java somewhere. */
  static Optional<JavaBuild> of(Path java) {
    try {
      Path executable = java.toRealPath();
      if (executable.equals(ownJava().toRealPath())) {
        return Optional.of(new JavaBuild(Runtime.version().feature(), ownIdentity() + stampsOf(homeOf(executable))));
      }
      Path home = homeOf(executable);
      String release = Files.readString(home.resolve("release"));
      Matcher version = VERSION.matcher(release);
      return version.find()
          ? Optional.of(new JavaBuild(Integer.parseInt(version.group(1)), release + stampsOf(home)))
          : Optional.empty();
    } catch (IOException | RuntimeException e) {
      return Optional.empty();
    }
  }

  /** The executable that this JVM was started with, if it was one. */
  static Path ownJava() {
    Path bin = Path.of(System.getProperty("java.home"), "bin");
    Path windows = bin.resolve("java.exe");
    return Files.exists(windows) ? windows : bin.resolve("java");
  }

  private static Path homeOf(Path executable) {
    return executable.resolve("../..").normalize();
  }

  private static String ownIdentity() {
    return System.getProperty("java.vm.vendor") + " " + System.getProperty("java.vm.name") + " " + System.getProperty("java.vm.version")
        + " " + System.getProperty("os.arch") + "\n";
  }

  /** Home, and what in it an archive is laid on top of: an update in place changes these. */
  private static String stampsOf(Path home) throws IOException {
    StringBuilder stamps = new StringBuilder(home.toString());
    // What is not everywhere: the archive that a JDK brings along, in the place of the usual JVM.
    for (String file : new String[] {"lib/modules", "lib/server/classes.jsa", "bin/server/classes.jsa"}) {
      Path path = home.resolve(file);
      if (Files.exists(path)) {
        BasicFileAttributes attributes = Files.readAttributes(path, BasicFileAttributes.class);
        stamps.append('\n').append(file).append(' ').append(attributes.size()).append(' ').append(attributes.lastModifiedTime().toMillis());
      }
    }
    return stamps.toString();
  }
}
