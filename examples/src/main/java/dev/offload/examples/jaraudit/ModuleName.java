package dev.offload.examples.jaraudit;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.lang.module.InvalidModuleDescriptorException;
import java.lang.module.ModuleDescriptor;
import java.util.Locale;
import java.util.jar.Attributes;
import org.jspecify.annotations.Nullable;

/**
 * The module that a jar is.
 *
 * @param name null where the jar does not name one
 * @param kind how it names it
 */
record ModuleName(@Nullable String name, Kind kind) {
  /** Where the name stands. */
  enum Kind {
    /** In {@code module-info.class}. */
    DESCRIPTOR,
    /** In {@code Automatic-Module-Name} of the manifest. */
    AUTOMATIC,
    /** Nowhere. */
    NONE;

    /** The word for it in reports. */
    String label() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  private static final int MAJOR_VERSION_OFFSET = 6;
  private static final byte JAVA_9 = 53;

  static ModuleName automatic(Attributes manifest) {
    String name = manifest.getValue("Automatic-Module-Name");
    return new ModuleName(name, name == null ? Kind.NONE : Kind.AUTOMATIC);
  }

  /** Reads the name from the bytes of a {@code module-info.class}, of whatever release. */
  static ModuleName described(byte[] descriptor) throws IOException {
    byte[] asOfJava9 = descriptor.clone();
    if (asOfJava9.length > MAJOR_VERSION_OFFSET + 1) {
      // The JDK refuses descriptors that are newer than itself, yet their format has not changed since Java 9.
      asOfJava9[MAJOR_VERSION_OFFSET] = 0;
      asOfJava9[MAJOR_VERSION_OFFSET + 1] = JAVA_9;
    }
    try {
      return new ModuleName(ModuleDescriptor.read(new ByteArrayInputStream(asOfJava9)).name(), Kind.DESCRIPTOR);
    } catch (InvalidModuleDescriptorException e) {
      throw new IOException("not a module descriptor", e);
    }
  }
}
