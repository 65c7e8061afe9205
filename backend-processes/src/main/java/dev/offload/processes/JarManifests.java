package dev.offload.processes;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.Manifest;

/** What jars put on the class path by the {@code Class-Path} of their manifests. */
final class JarManifests {
  private JarManifests() {}

  /** The files and directories that the manifests of these jars name, those of these in turn, and so on; without what is not there. */
  static Set<Path> allNamedBy(Collection<Path> jars) {
    Set<Path> named = new LinkedHashSet<>();
    Deque<Path> unread = new ArrayDeque<>(jars);
    while (!unread.isEmpty()) {
      Path jar = unread.remove();
      for (Path entry : namedBy(jar)) {
        if (named.add(entry)) {
          unread.add(entry);
        }
      }
    }
    return named;
  }

  private static List<Path> namedBy(Path file) {
    if (!Files.isRegularFile(file)) {
      return List.of();
    }
    try (JarFile jar = new JarFile(file.toFile())) {
      return Optional.ofNullable(jar.getManifest())
          .map(Manifest::getMainAttributes)
          .map(attributes -> attributes.getValue(Attributes.Name.CLASS_PATH))
          .map(text -> List.of(text.trim().split("\\s+")))
          .orElse(List.of()).stream().flatMap(name -> resolve(file, name).stream()).toList();
    } catch (IOException | RuntimeException e) {
      // No jar, and so for the class path nothing.
      return List.of();
    }
  }

  private static Optional<Path> resolve(Path jar, String name) {
    try {
      return Optional.of(Path.of(jar.toUri().resolve(URI.create(name)))).filter(Files::exists);
    } catch (RuntimeException e) {
      // Somewhere in a network.
      return Optional.empty();
    }
  }
}
