package dev.offload.codec;

import com.esotericsoftware.kryo.Kryo;
import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/** The comparator of a sorted collection or map, often a lambda. */
final class Comparators {
  private static final String STEP = ".comparator";

  private Comparators() {}

  static void write(Kryo kryo, Output output, @Nullable Comparator<?> comparator) {
    PartSerializers.writePart(kryo, output, STEP, comparator);
  }

  @SuppressWarnings("unchecked")
  static @Nullable Comparator<Object> read(Kryo kryo, Input input) {
    return (Comparator<Object>) PartSerializers.readPart(kryo, input, STEP);
  }
}
