package dev.offload.codec;

import com.esotericsoftware.kryo.Kryo;
import com.esotericsoftware.kryo.Serializer;
import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;
import java.lang.reflect.Array;
import org.jspecify.annotations.Nullable;

/** Arrays of objects, and of arrays. Kryo's own takes every nested array for one of exactly the declared type. */
final class ArraySerializer extends Serializer<@Nullable Object[]> {
  private final Class<?> componentType;
  private final boolean exact;

  ArraySerializer(CodecKryo kryo, Class<?> type) {
    this.componentType = type.getComponentType();
    this.exact = kryo.isFinal(componentType);
  }

  @Override
  public void write(Kryo kryo, Output output, @Nullable Object[] array) {
    output.writeVarInt(array.length, true);
    if (!exact) {
      Elements.write(kryo, output, array);
      return;
    }
    Serializer<?> serializer = kryo.getSerializer(componentType);
    for (int i = 0; i < array.length; i++) {
      try {
        kryo.writeObjectOrNull(output, array[i], serializer);
      } catch (Throwable e) {
        throw TransferFailure.at(e, Elements.step(i), array[i]);
      }
    }
  }

  @Override
  public @Nullable Object[] read(Kryo kryo, Input input, Class<? extends @Nullable Object[]> type) {
    int count = ((BoundedInput) input).readCount();
    Object[] array = (Object[]) Array.newInstance(componentType, count);
    kryo.reference(array);
    if (!exact) {
      int[] next = {0};
      Elements.read(kryo, input, count, element -> array[next[0]++] = element);
      return array;
    }
    Serializer<?> serializer = kryo.getSerializer(componentType);
    for (int i = 0; i < count; i++) {
      try {
        ((BoundedInput) input).partRead();
        array[i] = kryo.readObjectOrNull(input, componentType, serializer);
      } catch (Throwable e) {
        throw TransferFailure.atType(e, Elements.step(i), componentType);
      }
    }
    return array;
  }
}
