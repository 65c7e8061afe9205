package dev.offload.processes;

import com.google.common.io.MoreFiles;
import com.google.common.io.RecursiveDeleteOption;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A directory for the sockets, claim boards and argument file of one executor; only the owner can enter it. Its name has the process id of
 * its parent, so that what a killed parent left behind is known for what it is, and deleted by the next one that starts.
 */
final class WorkerDirectory {
  private static final Logger LOGGER = LoggerFactory.getLogger(WorkerDirectory.class);
  private static final String PREFIX = "offload-";
  private static final Pattern NAME = Pattern.compile(PREFIX + "(\\d+)-\\d+");

  private final Path path;

  private WorkerDirectory(Path path) {
    this.path = path;
  }

  static WorkerDirectory create() {
    String temp = System.getProperty("java.io.tmpdir");
    try {
      Path root = Path.of(temp);
      deleteOrphans(root);
      return new WorkerDirectory(
          Files.createTempDirectory(root, PREFIX + ProcessHandle.current().pid() + "-", ownerOnly()));
    } catch (IOException e) {
      throw unusable(temp, e);
    } catch (InvalidPathException e) {
      // A path that the encoding of this JVM's locale has no characters for.
      throw unusable(temp, new IOException(e));
    }
  }

  private static UncheckedIOException unusable(String temp, IOException cause) {
    return new UncheckedIOException("no directory for the workers' channels can be made under " + temp
        + "; set java.io.tmpdir to a place that can be written", cause);
  }

  Path path() {
    return path;
  }

  Path file(String name) {
    return path.resolve(name);
  }

  void delete() throws IOException {
    if (Files.exists(path)) {
      // Nobody but the owner can enter it, so there is no race to be won by changing it meanwhile.
      MoreFiles.deleteRecursively(path, RecursiveDeleteOption.ALLOW_INSECURE);
    }
  }

  private static void deleteOrphans(Path root) {
    try (Stream<Path> candidates = Files.list(root)) {
      for (Path orphan : candidates.filter(WorkerDirectory::isOrphan).toList()) {
        new WorkerDirectory(orphan).delete();
      }
    } catch (IOException | UncheckedIOException e) {
      // Another user's, or being deleted by somebody else right now: none of it concerns the executor that is to be opened.
      LOGGER.debug("what dead parents left behind was not deleted", e);
    }
  }

  private static boolean isOrphan(Path directory) {
    Matcher name = NAME.matcher(directory.getFileName().toString());
    return name.matches() && ProcessHandle.of(Long.parseLong(name.group(1))).isEmpty();
  }

  private static FileAttribute<?>[] ownerOnly() {
    boolean posix = FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
    return posix
        ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"))}
        : new FileAttribute<?>[0];
  }
}
