package dev.offload.processes;

import com.google.common.io.MoreFiles;
import com.google.common.io.RecursiveDeleteOption;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;

/** A directory for the sockets, claim boards and argument file of one executor; only the owner can enter it. */
final class WorkerDirectory {
  private final Path path;

  private WorkerDirectory(Path path) {
    this.path = path;
  }

  static WorkerDirectory create() {
    try {
      return new WorkerDirectory(Files.createTempDirectory("offload-", ownerOnly()));
    } catch (IOException e) {
      throw new UncheckedIOException("no directory for the workers' channels can be made under "
          + System.getProperty("java.io.tmpdir") + "; set java.io.tmpdir to a place that can be written", e);
    }
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

  private static FileAttribute<?>[] ownerOnly() {
    boolean posix = FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
    return posix
        ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"))}
        : new FileAttribute<?>[0];
  }
}
