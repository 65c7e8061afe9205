package dev.offload.codec;

import com.esotericsoftware.kryo.io.KryoBufferOverflowException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectOutputStream;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Java serialization to bytes of its own, so that a failure half-way leaves the message whole; some parts are replaced. */
final class JavaWriter extends ObjectOutputStream {
  private final UnaryOperator<Object> replacement;
  private boolean rootSeen;

  private JavaWriter(ByteArrayOutputStream bytes, UnaryOperator<Object> replacement) throws IOException {
    super(bytes);
    this.replacement = replacement;
    enableReplaceObject(true);
  }

  /** The bytes of {@code root}, {@code limit} at most; each object below the root is what {@code replacement} makes of it. */
  static byte[] write(Object root, int limit, UnaryOperator<Object> replacement) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream() {
      @Override
      public synchronized void write(int value) {
        check(1);
        super.write(value);
      }

      @Override
      public synchronized void write(byte[] more, int offset, int length) {
        check(length);
        super.write(more, offset, length);
      }

      private void check(int more) {
        if (more > limit - count) {
          throw new KryoBufferOverflowException("more than " + limit + " bytes");
        }
      }
    };
    try (JavaWriter writer = new JavaWriter(bytes, replacement)) {
      writer.writeObject(root);
      writer.flush();
      return bytes.toByteArray();
    }
  }

  @Override
  protected @Nullable Object replaceObject(Object object) {
    if (!rootSeen) {
      // The root itself, or what its writeReplace puts in its place.
      rootSeen = true;
      return object;
    }
    return replacement.apply(object);
  }
}
