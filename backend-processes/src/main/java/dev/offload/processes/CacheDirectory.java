package dev.offload.processes;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The directory for what is kept from one program to the next. Workers run what lies there, so nobody but the user may be able to write to
 * it, or to put another one in its place.
 */
final class CacheDirectory {
  private static final boolean POSIX = FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
  private static final int STICKY = 01000;
  private static final int ROOT = 0;
  private static final String NAME = "offload";

  private CacheDirectory() {}

  /** Where the system has such directories, for the user of this JVM; empty if it does not tell. */
  static Optional<Path> byDefault() {
    return byDefault(System.getProperty("os.name", ""), System.getenv(), System.getProperty("user.home", ""));
  }

  static Optional<Path> byDefault(String system, Map<String, String> environment, String home) {
    String name = system.toLowerCase(Locale.ROOT);
    if (name.startsWith("windows")) {
      return absolute(environment.getOrDefault("LOCALAPPDATA", "")).map(path -> path.resolve(NAME));
    }
    if (name.startsWith("mac")) {
      return absolute(home).map(path -> path.resolve("Library").resolve("Caches").resolve(NAME));
    }
    return absolute(environment.getOrDefault("XDG_CACHE_HOME", ""))
        .or(() -> absolute(home).map(path -> path.resolve(".cache")))
        .map(path -> path.resolve(NAME));
  }

  /**
   * Makes it, with what is missing above it, for its owner only; not where others could replace it, nor in what belongs to another user,
   * who could not use it then.
   *
   * @param self the user of this JVM
   */
  static void make(Path directory, UserPrincipal self) throws IOException {
    if (!Files.exists(directory)) {
      Path above = directory.getParent();
      while (!Files.exists(above)) {
        above = above.getParent();
      }
      ensureAllTrusted(above.toRealPath(), self);
      // Somebody may be faster; whose it is is another question.
      Files.createDirectories(directory, ownerOnly());
    }
  }

  /**
   * Throws unless all that can write to it, or replace it, is this user and the system's own.
   *
   * @param self the user of this JVM
   */
  static void ensurePrivate(Path directory, UserPrincipal self) throws IOException {
    if (!POSIX) {
      // Elsewhere what is inside a user's directories is the user's own unless somebody has changed that.
      return;
    }
    Path real = directory.toRealPath();
    if (!isOwn(directory, self)) {
      throw new IOException(directory + " is not this user's alone");
    }
    ensureAllTrusted(real.getParent(), self);
  }

  private static void ensureAllTrusted(Path lowest, UserPrincipal self) throws IOException {
    for (Path directory = lowest; POSIX && directory != null; directory = directory.getParent()) {
      ensureTrusted(directory, self);
    }
  }

  /** Tells whether it is the user's own and nobody else can write to it; a link is not. */
  static boolean isOwn(Path path, UserPrincipal self) throws IOException {
    if (!POSIX) {
      return true;
    }
    PosixFileAttributes attributes = Files.readAttributes(path, PosixFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
    return !attributes.isSymbolicLink() && attributes.owner().equals(self) && !isWritableByOthers(attributes.permissions());
  }

  /** For a directory above: whoever can write to it could put another one in the place of ours, unless it has the sticky bit. */
  private static void ensureTrusted(Path directory, UserPrincipal self) throws IOException {
    PosixFileAttributes attributes = Files.readAttributes(directory, PosixFileAttributes.class);
    Map<String, Object> unix = Files.readAttributes(directory, "unix:mode,uid");
    boolean sticky = ((int) unix.get("mode") & STICKY) != 0;
    boolean ownerIsTrusted = attributes.owner().equals(self) || unix.get("uid").equals(ROOT);
    if (!ownerIsTrusted || !sticky && isWritableByOthers(attributes.permissions()) && !isPrivateGroup(attributes)) {
      throw new IOException("others can write to " + directory);
    }
  }

  private static boolean isWritableByOthers(Set<PosixFilePermission> permissions) {
    return permissions.contains(PosixFilePermission.GROUP_WRITE) || permissions.contains(PosixFilePermission.OTHERS_WRITE);
  }

  /** Many systems give each user a group of the same name, which nobody else is in, and let it write what the user may. */
  private static boolean isPrivateGroup(PosixFileAttributes attributes) {
    return !attributes.permissions().contains(PosixFilePermission.OTHERS_WRITE)
        && attributes.group().getName().equals(attributes.owner().getName());
  }

  private static Optional<Path> absolute(String text) {
    return Optional.of(text).filter(path -> !path.isEmpty()).map(Path::of).filter(Path::isAbsolute);
  }

  /** For a directory that only its owner can enter. */
  static FileAttribute<?>[] ownerOnly() {
    return POSIX
        ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"))}
        : new FileAttribute<?>[0];
  }
}
