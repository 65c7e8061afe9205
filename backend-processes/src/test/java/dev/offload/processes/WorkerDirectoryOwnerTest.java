package dev.offload.processes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The directory of an executor among temporary files, where everybody may write. */
class WorkerDirectoryOwnerTest {
  // Greater than any process id, so that no such process lives.
  private static final String DEAD = "offload-999999999-a-";

  @TempDir private Path temporary;

  @Test
  void create_isForItsOwnerOnly() throws IOException {
    WorkerDirectory made = WorkerDirectory.createIn(temporary);

    assertEquals("rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(made.path())));
    made.delete();
  }

  @Test
  void create_besideStrangeNames_goesOn() throws IOException {
    Path tooLong = Files.createDirectory(temporary.resolve("offload-99999999999999999999999999-a-1"));
    Path file = Files.createFile(temporary.resolve(DEAD + 2));
    Path kept = Files.createDirectory(temporary.resolve("kept"));
    Path link = Files.createSymbolicLink(temporary.resolve(DEAD + 3), kept);

    WorkerDirectory.createIn(temporary).delete();

    assertTrue(Files.exists(tooLong) && Files.exists(file) && Files.exists(link) && Files.exists(kept));
  }

  @Test
  void create_leavesWhatBelongsToAnotherUser() throws IOException {
    UserPrincipal nobody = temporary.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName("nobody");
    Path others = Files.createDirectory(temporary.resolve(DEAD + 4));
    Files.createFile(others.resolve("lock"));
    assumeTrue(tryGiveTo(nobody, others), "only root may give a directory to another user, and this is another one");

    WorkerDirectory.createIn(temporary).delete();

    assertTrue(Files.exists(others), "a directory of another user was deleted");
  }

  private static boolean tryGiveTo(UserPrincipal user, Path directory) {
    try {
      Files.setOwner(directory, user);
      return true;
    } catch (IOException e) {
      return false;
    }
  }
}
