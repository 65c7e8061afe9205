package dev.offload.codec;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.ObjectInputFilter;
import java.io.ObjectInputFilter.Status;
import java.io.ObjectInputStream;
import java.io.ObjectStreamClass;
import java.lang.reflect.Proxy;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/** Reads what {@link JavaWriter} wrote: classes by the codec's loader and past its allow-list, lengths bounded by the bytes there are. */
final class JavaReader extends ObjectInputStream {
  // Hash tables of the JDK ask for up to eight slots for each entry; no array asks for more per byte.
  private static final int SLOTS_PER_BYTE = 8;
  private static final int SLOTS_AT_LEAST = 64;

  private final CodecContext context;
  private final IntFunction<@Nullable Object> held;
  private @Nullable Class<?> classJustResolved;

  private JavaReader(byte[] bytes, CodecContext context, IntFunction<@Nullable Object> held) throws IOException {
    super(new ByteArrayInputStream(bytes));
    this.context = context;
    this.held = held;
    enableResolveObject(true);
    long mostSlots = (long) SLOTS_PER_BYTE * bytes.length + SLOTS_AT_LEAST;
    setObjectInputFilter(info -> admits(info, mostSlots) ? Status.UNDECIDED : Status.REJECTED);
  }

  private boolean admits(ObjectInputFilter.FilterInfo info, long mostSlots) {
    // The JDK asks about an array that was held outside too, directly after it was resolved. It takes no more memory.
    boolean isThere = info.serialClass() == classJustResolved;
    classJustResolved = null;
    return info.depth() <= CodecKryo.MAX_DEPTH && (isThere || info.arrayLength() <= mostSlots);
  }

  /** The object of which {@code bytes} tell; {@code held} gives the parts that travelled outside them. */
  static Object read(byte[] bytes, CodecContext context, IntFunction<@Nullable Object> held) throws IOException, ClassNotFoundException {
    try (JavaReader reader = new JavaReader(bytes, context, held)) {
      Object object = reader.readObject();
      if (object == null) {
        throw new IOException("null where an object should be");
      }
      return object;
    }
  }

  @Override
  protected Class<?> resolveClass(ObjectStreamClass description) throws ClassNotFoundException {
    Class<?> primitive = PrimitiveNames.find(description.getName());
    return primitive != null ? primitive : context.load(description.getName());
  }

  @Override
  protected Class<?> resolveProxyClass(String[] names) throws ClassNotFoundException {
    Class<?>[] interfaces = new Class<?>[names.length];
    for (int i = 0; i < names.length; i++) {
      interfaces[i] = context.load(names[i]);
    }
    // The one way to a proxy's class that is not deprecated leads over an instance.
    return Proxy.newProxyInstance(context.loader(), interfaces, (proxy, method, arguments) -> null).getClass();
  }

  @Override
  protected @Nullable Object resolveObject(Object object) {
    if (!(object instanceof Held part)) {
      return object;
    }
    Object outside = held.apply(part.index());
    classJustResolved = outside == null ? null : outside.getClass();
    return outside;
  }
}
