package dev.offload.examples.jaraudit;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Finds the jars under a directory; what cannot be looked at counts as one, so that the report tells of it. */
final class JarFinder extends SimpleFileVisitor<Path> {
  private final Path directory;
  private final List<String> found = new ArrayList<>();

  private JarFinder(Path directory) {
    this.directory = directory;
  }

  /** The paths of the jars, relative to the directory, with {@code /}, sorted. Links to directories are not followed. */
  static List<String> find(Path directory) throws IOException {
    JarFinder finder = new JarFinder(directory);
    Files.walkFileTree(directory, finder);
    Collections.sort(finder.found);
    return finder.found;
  }

  @Override
  public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
    if (file.getFileName().toString().endsWith(".jar") && !Files.isDirectory(file)) {
      add(file);
    }
    return FileVisitResult.CONTINUE;
  }

  @Override
  public FileVisitResult visitFileFailed(Path file, IOException failure) {
    add(file);
    return FileVisitResult.CONTINUE;
  }

  private void add(Path file) {
    found.add(directory.relativize(file).toString().replace(file.getFileSystem().getSeparator(), "/"));
  }
}
