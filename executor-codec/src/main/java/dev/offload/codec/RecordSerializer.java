package dev.offload.codec;

import com.esotericsoftware.kryo.Kryo;
import com.esotericsoftware.kryo.Serializer;
import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;

/** A record as its components, built by its canonical constructor with its checks. */
final class RecordSerializer extends Serializer<Object> {
  private final References references;
  private final Class<?> type;
  private final FieldSlot[] components;
  private final Constructor<?> constructor;

  RecordSerializer(CodecKryo kryo, Class<?> type) {
    this.references = kryo.references();
    this.type = type;
    RecordComponent[] declared = type.getRecordComponents();
    try {
      this.components = new FieldSlot[declared.length];
      for (int i = 0; i < declared.length; i++) {
        components[i] = new FieldSlot(kryo, type.getDeclaredField(declared[i].getName()));
      }
      this.constructor = type.getDeclaredConstructor(
          Arrays.stream(declared).map(RecordComponent::getType).toArray(Class<?>[]::new));
      constructor.setAccessible(true);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(type + " lacks what every record has", e);
    }
  }

  @Override
  public void write(Kryo kryo, Output output, Object object) {
    references.open(object);
    for (FieldSlot component : components) {
      component.write(output, object);
    }
    references.close();
  }

  @Override
  public Object read(Kryo kryo, Input input, Class<?> ignored) {
    Object[] values = new Object[components.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = components[i].readForConstructor(input);
    }
    try {
      return constructor.newInstance(values);
    } catch (InvocationTargetException e) {
      throw new TransferFailure(Explanation.of(e), type.getTypeName(), e.getCause());
    } catch (ReflectiveOperationException e) {
      throw new TransferFailure(Explanation.of(e), type.getTypeName(), e);
    }
  }
}
