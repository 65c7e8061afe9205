package dev.offload.examples.jaraudit;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The name of an entry that holds a class.
 *
 * @param layer 0, or the release of the {@code META-INF/versions} that it stands under
 * @param className the binary name of the class
 */
record ClassEntry(int layer, String className) {
  private static final Pattern VERSIONED = Pattern.compile("META-INF/versions/([1-9][0-9]{0,3})/(.+)\\.class");
  private static final int FIRST_LAYER = 9;

  /** Empty if the entry holds no class that a class loader would look at; other classes may hide under {@code META-INF}. */
  static Optional<ClassEntry> parse(String entryName, boolean multiRelease) {
    if (!entryName.endsWith(".class")) {
      return Optional.empty();
    }
    if (!entryName.startsWith("META-INF/")) {
      String path = entryName.substring(0, entryName.length() - ".class".length());
      return Optional.of(new ClassEntry(0, path.replace('/', '.')));
    }
    Matcher versioned = VERSIONED.matcher(entryName);
    if (!multiRelease || !versioned.matches() || Integer.parseInt(versioned.group(1)) < FIRST_LAYER) {
      return Optional.empty();
    }
    return Optional.of(new ClassEntry(Integer.parseInt(versioned.group(1)), versioned.group(2).replace('/', '.')));
  }

  boolean isModuleDescriptor() {
    return className.equals("module-info");
  }
}
