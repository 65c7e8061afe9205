package dev.offload.conformance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Enumeration;
import java.util.HashMap;
import java.util.Map;

/** What stands around the program, changed for one test and put back when closed: system properties and the class path. */
final class Surroundings implements AutoCloseable {
  private final Map<String, String> before = new HashMap<>();
  private final ClassLoader loader = Thread.currentThread().getContextClassLoader();

  void property(String key, String value) {
    before.put(key, System.setProperty(key, value));
  }

  /** Puts a directory in front of the class path. */
  void classPath(Path directory) {
    try {
      Thread.currentThread().setContextClassLoader(new URLClassLoader(new URL[] {directory.toUri().toURL()}, loader));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Puts a file on the class path. */
  void resource(Path directory, String name, String text) {
    try {
      Path file = directory.resolve(name);
      Files.createDirectories(file.getParent());
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    classPath(directory);
  }

  /** Takes every file of a name from the class path. */
  void without(String name) {
    Thread.currentThread().setContextClassLoader(new ClassLoader(loader) {
      @Override
      public Enumeration<URL> getResources(String wanted) throws IOException {
        return wanted.equals(name) ? Collections.emptyEnumeration() : super.getResources(wanted);
      }
    });
  }

  @Override
  public void close() {
    ClassLoader current = Thread.currentThread().getContextClassLoader();
    Thread.currentThread().setContextClassLoader(loader);
    before.forEach((key, value) -> {
      if (value == null) {
        System.clearProperty(key);
      } else {
        System.setProperty(key, value);
      }
    });
    if (current instanceof URLClassLoader closeable && current != loader) {
      try {
        closeable.close();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
