package dev.offload.processes;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.GroupPrincipal;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whose directory it is from which workers take what they run. */
class CacheDirectoryTest {
  @TempDir private Path temporary;
  private UserPrincipal self;

  @BeforeEach
  void findSelf() throws IOException {
    self = Files.getOwner(temporary);
  }

  @Test
  void byDefault_isWhereTheSystemHasCaches() {
    assertEquals(Optional.of(Path.of("/home/me/.cache/offload")), CacheDirectory.byDefault("Linux", Map.of(), "/home/me"));
    assertEquals(Optional.of(Path.of("/var/mine/offload")),
        CacheDirectory.byDefault("Linux", Map.of("XDG_CACHE_HOME", "/var/mine"), "/home/me"));
    assertEquals(Optional.of(Path.of("/home/me/.cache/offload")),
        CacheDirectory.byDefault("Linux", Map.of("XDG_CACHE_HOME", "not/absolute"), "/home/me"));
    assertEquals(Optional.of(Path.of("/Users/me/Library/Caches/offload")), CacheDirectory.byDefault("Mac OS X", Map.of(), "/Users/me"));
    assertEquals(Optional.of(Path.of("/local/offload")),
        CacheDirectory.byDefault("Windows 11", Map.of("LOCALAPPDATA", "/local"), "/home/me"));
  }

  @Test
  void byDefault_forAUserWithoutAHome_isNowhere() {
    assertEquals(Optional.empty(), CacheDirectory.byDefault("Linux", Map.of(), "?"));
    assertEquals(Optional.empty(), CacheDirectory.byDefault("Windows 11", Map.of(), ""));
  }

  @Test
  void make_isForItsOwnerOnly_withAllThatWasMissing() throws IOException {
    Path directory = temporary.resolve("above").resolve("cache");

    CacheDirectory.make(directory, self);
    CacheDirectory.make(directory, self);

    assertEquals("rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(directory)));
    assertEquals("rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(directory.getParent())));
    assertDoesNotThrow(() -> CacheDirectory.ensurePrivate(directory, self));
  }

  @Test
  void make_whereOthersCouldReplaceIt_makesNothing() throws IOException {
    Path above = makeWith(temporary.resolve("above"), "rwxrwxrwx");
    Path directory = above.resolve("more").resolve("cache");

    assertThrows(IOException.class, () -> CacheDirectory.make(directory, self));

    assertFalse(Files.exists(directory.getParent()));
  }

  @Test
  void make_belowAnotherUsers_makesNothing() throws IOException {
    Path above = makeWith(temporary.resolve("above"), "rwxr-xr-x");
    assumeTrue(tryGiveTo(other(), above), "only root may give a directory to another user, and this is another one");

    assertThrows(IOException.class, () -> CacheDirectory.make(above.resolve("cache"), self));

    assertFalse(Files.exists(above.resolve("cache")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"rwxrwxrwx", "rwx----w-", "rwx-w----"})
  void ensurePrivate_whereOthersCanWrite_fails(String permissions) throws IOException {
    Path directory = makeWith(temporary.resolve("cache"), permissions);

    assertThrows(IOException.class, () -> CacheDirectory.ensurePrivate(directory, self));
  }

  @Test
  void ensurePrivate_whereOthersCanWriteAbove_fails() throws IOException {
    Path above = makeWith(temporary.resolve("above"), "rwx---rwx");
    Path directory = makeWith(above.resolve("cache"), "rwx------");

    assertThrows(IOException.class, () -> CacheDirectory.ensurePrivate(directory, self));
  }

  @Test
  void ensurePrivate_whereOthersMayWriteAboveButReplaceNothing_passes() throws IOException {
    Path above = makeWith(temporary.resolve("above"), "rwxrwxrwx");
    Path directory = makeWith(above.resolve("cache"), "rwx------");
    Files.setAttribute(above, "unix:mode", 01777);

    assertDoesNotThrow(() -> CacheDirectory.ensurePrivate(directory, self));
  }

  @Test
  void ensurePrivate_whereTheUsersOwnGroupMayWriteAbove_passes() throws IOException {
    Path above = makeWith(temporary.resolve("above"), "rwxrwxr-x");
    Path directory = makeWith(above.resolve("cache"), "rwx------");
    assumeTrue(tryGiveToGroup(self.getName(), above), "this user has no group of its own name");

    assertDoesNotThrow(() -> CacheDirectory.ensurePrivate(directory, self));
  }

  @Test
  void ensurePrivate_whereAnotherGroupMayWriteAbove_fails() throws IOException {
    Path above = makeWith(temporary.resolve("above"), "rwxrwxr-x");
    Path directory = makeWith(above.resolve("cache"), "rwx------");
    assumeTrue(tryGiveToGroup("nogroup", above), "only root may give a directory to another group, and this is another one");

    assertThrows(IOException.class, () -> CacheDirectory.ensurePrivate(directory, self));
  }

  @Test
  void ensurePrivate_ofALink_fails() throws IOException {
    Path directory = makeWith(temporary.resolve("cache"), "rwx------");
    Path link = Files.createSymbolicLink(temporary.resolve("link"), directory);

    assertThrows(IOException.class, () -> CacheDirectory.ensurePrivate(link, self));
  }

  @Test
  void ensurePrivate_ofAnotherUsers_fails() throws IOException {
    Path directory = makeWith(temporary.resolve("cache"), "rwx------");
    UserPrincipal other = other();

    assertThrows(IOException.class, () -> CacheDirectory.ensurePrivate(directory, other));
  }

  @Test
  void ensurePrivate_belowAnotherUsers_fails() throws IOException {
    Path above = makeWith(temporary.resolve("above"), "rwxr-xr-x");
    Path directory = makeWith(above.resolve("cache"), "rwx------");
    assumeTrue(tryGiveTo(other(), above), "only root may give a directory to another user, and this is another one");

    assertThrows(IOException.class, () -> CacheDirectory.ensurePrivate(directory, self));
  }

  private static UserPrincipal other() throws IOException {
    return FileSystems.getDefault().getUserPrincipalLookupService().lookupPrincipalByName("nobody");
  }

  private static boolean tryGiveTo(UserPrincipal user, Path directory) {
    try {
      Files.setOwner(directory, user);
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  private static boolean tryGiveToGroup(String name, Path directory) {
    try {
      GroupPrincipal group = FileSystems.getDefault().getUserPrincipalLookupService().lookupPrincipalByGroupName(name);
      Files.getFileAttributeView(directory, PosixFileAttributeView.class).setGroup(group);
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  /** Not by the attributes of the making, from which the umask is taken away. */
  private static Path makeWith(Path directory, String permissions) throws IOException {
    return Files.setPosixFilePermissions(Files.createDirectory(directory), PosixFilePermissions.fromString(permissions));
  }
}
