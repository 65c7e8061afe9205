package dev.offload.codec;

import com.esotericsoftware.kryo.Kryo;
import com.esotericsoftware.kryo.KryoException;
import com.esotericsoftware.kryo.Registration;
import com.esotericsoftware.kryo.Serializer;
import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The elements of a collection or an array. If all are of one class it is named once. The number of elements is not part of it: who
 * reads needs it earlier, to make room.
 */
final class Elements {
  private Elements() {}

  static void write(Kryo kryo, Output output, @Nullable Object[] elements) {
    Class<?> common = commonClass(elements);
    output.writeBoolean(common != null);
    Serializer<?> serializer = common == null ? null : kryo.writeClass(output, common).getSerializer();
    for (int i = 0; i < elements.length; i++) {
      try {
        if (serializer != null) {
          kryo.writeObject(output, elements[i], serializer);
        } else {
          kryo.writeClassAndObject(output, elements[i]);
        }
      } catch (Throwable e) {
        throw TransferFailure.at(e, step(i), elements[i]);
      }
    }
  }

  static void read(Kryo kryo, Input input, int count, Consumer<@Nullable Object> taker) {
    Registration common = readCommonClass(kryo, input);
    for (int i = 0; i < count; i++) {
      try {
        ((BoundedInput) input).partRead();
        taker.accept(common == null ? kryo.readClassAndObject(input)
            : kryo.readObject(input, (Class<?>) common.getType(), common.getSerializer()));
      } catch (Throwable e) {
        throw TransferFailure.atType(e, step(i), common == null ? null : common.getType());
      }
    }
  }

  static String step(int index) {
    return "[" + index + "]";
  }

  private static @Nullable Registration readCommonClass(Kryo kryo, Input input) {
    if (!input.readBoolean()) {
      return null;
    }
    Registration common = kryo.readClass(input);
    if (common == null) {
      throw new KryoException("null where the class of all elements should be");
    }
    return common;
  }

  private static @Nullable Class<?> commonClass(@Nullable Object[] elements) {
    Class<?> common = null;
    for (Object element : elements) {
      if (element == null || common != null && element.getClass() != common) {
        return null;
      }
      common = element.getClass();
    }
    return common;
  }
}
