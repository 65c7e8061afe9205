package dev.offload.processes;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.invoke.MethodHandles;

/**
 * Tells whether this JVM was started with {@code --enable-preview}: its children need it too then, for the class files are marked. Found
 * out by loading a class so marked, because the JVM's arguments can only be asked of the management beans, which take long to load.
 */
final class PreviewFeatures {
  private static final int PREVIEW = 0xFFFF;
  private static final int FIRST_VERSION = 44;

  private PreviewFeatures() {}

  static boolean areEnabled() {
    try {
      MethodHandles.lookup().defineHiddenClass(markedClass(), false);
      return true;
    } catch (UnsupportedClassVersionError e) {
      return false;
    } catch (IllegalAccessException e) {
      throw new IllegalStateException("a lookup may not define a class in its own package", e);
    }
  }

  /** An interface without members. */
  private static byte[] markedClass() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    try {
      out.writeInt(0xCAFEBABE);
      out.writeShort(PREVIEW);
      out.writeShort(FIRST_VERSION + Runtime.version().feature());
      out.writeShort(5);
      writeName(out, PreviewFeatures.class.getPackageName().replace('.', '/') + "/Marked", 2);
      writeName(out, "java/lang/Object", 4);
      // Public, interface, abstract; then itself, its parent, and no interfaces, fields, methods, attributes.
      for (int half : new int[] {0x0601, 1, 3, 0, 0, 0, 0}) {
        out.writeShort(half);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("memory refused to be written", e);
    }
    return bytes.toByteArray();
  }

  private static void writeName(DataOutputStream out, String name, int index) throws IOException {
    out.writeByte(7);
    out.writeShort(index);
    out.writeByte(1);
    out.writeUTF(name);
  }
}
