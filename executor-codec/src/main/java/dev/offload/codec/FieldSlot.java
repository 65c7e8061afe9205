package dev.offload.codec;

import com.esotericsoftware.kryo.Serializer;
import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One field of a class, its value written and read as its type asks: a class's name goes along only where it can differ. */
final class FieldSlot {
  private final CodecKryo kryo;
  private final Field field;
  private final Class<?> type;
  private final boolean exact;
  private @Nullable Serializer<?> serializer;

  FieldSlot(CodecKryo kryo, Field field) {
    this.kryo = kryo;
    this.field = field;
    this.type = field.getType();
    this.exact = kryo.isFinal(type);
    field.setAccessible(true);
  }

  /** The fields that make up an object of {@code type}: neither static nor transient, in an order both sides agree on. */
  static FieldSlot[] of(CodecKryo kryo, Class<?> type) {
    List<FieldSlot> slots = new ArrayList<>();
    for (Class<?> owner = type; owner != null; owner = owner.getSuperclass()) {
      if (!Jdk.owns(owner)) {
        addDeclared(kryo, owner, slots);
      }
    }
    return slots.toArray(FieldSlot[]::new);
  }

  private static void addDeclared(CodecKryo kryo, Class<?> owner, List<FieldSlot> slots) {
    int first = slots.size();
    for (Field field : owner.getDeclaredFields()) {
      if (!Modifier.isStatic(field.getModifiers()) && !Modifier.isTransient(field.getModifiers())) {
        slots.add(new FieldSlot(kryo, field));
      }
    }
    slots.subList(first, slots.size()).sort(Comparator.comparing(FieldSlot::name));
  }

  String name() {
    return field.getName();
  }

  void write(Output output, Object owner) {
    Object value = null;
    try {
      value = field.get(owner);
      writeValue(output, value);
    } catch (Throwable e) {
      throw TransferFailure.at(e, "." + name(), value);
    }
  }

  void read(Input input, Object owner) {
    try {
      field.set(owner, readValue(input));
    } catch (Throwable e) {
      throw TransferFailure.atType(e, "." + name(), type);
    }
  }

  /** Reads the value for a constructor's parameter. */
  @Nullable Object readForConstructor(Input input) {
    try {
      return readValue(input);
    } catch (Throwable e) {
      throw TransferFailure.atType(e, "." + name(), type);
    }
  }

  private void writeValue(Output output, @Nullable Object value) {
    if (type.isPrimitive()) {
      Primitives.write(output, type, value);
    } else if (exact) {
      kryo.writeObjectOrNull(output, value, serializer());
    } else {
      kryo.writeClassAndObject(output, value);
    }
  }

  private @Nullable Object readValue(Input input) {
    if (type.isPrimitive()) {
      return Primitives.read(input, type);
    }
    return exact ? kryo.readObjectOrNull(input, type, serializer()) : kryo.readClassAndObject(input);
  }

  private Serializer<?> serializer() {
    Serializer<?> found = serializer;
    if (found == null) {
      found = kryo.getSerializer(type);
      serializer = found;
    }
    return found;
  }
}
