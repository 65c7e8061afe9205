package dev.offload.codec;

import com.esotericsoftware.kryo.Kryo;
import com.esotericsoftware.kryo.KryoException;
import com.esotericsoftware.kryo.Serializer;
import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Modifier;
import org.jspecify.annotations.Nullable;
import org.objenesis.instantiator.ObjectInstantiator;
import org.objenesis.strategy.StdInstantiatorStrategy;

/**
 * An object as its fields, whatever its class looks like. Fields that the compiler made count: without them an inner class would
 * lose the object around it. A constructor without parameters is called, so that transient fields get their initial values; where
 * there is none the object is made without one.
 */
final class FieldsSerializer extends Serializer<Object> {
  private static final StdInstantiatorStrategy WITHOUT_CONSTRUCTOR = new StdInstantiatorStrategy();

  private final Class<?> type;
  private final FieldSlot[] slots;
  private @Nullable Constructor<?> constructor;
  private @Nullable ObjectInstantiator<?> instantiator;

  FieldsSerializer(CodecKryo kryo, Class<?> type) {
    this.type = type;
    this.slots = FieldSlot.of(kryo, type);
  }

  @Override
  public void write(Kryo kryo, Output output, Object object) {
    for (FieldSlot slot : slots) {
      slot.write(output, object);
    }
  }

  @Override
  public Object read(Kryo kryo, Input input, Class<?> ignored) {
    Object object = newInstance();
    kryo.reference(object);
    for (FieldSlot slot : slots) {
      slot.read(input, object);
    }
    return object;
  }

  private Object newInstance() {
    try {
      if (constructor == null && instantiator == null) {
        chooseInstantiation();
      }
      return constructor != null ? constructor.newInstance() : instantiator.newInstance();
    } catch (InvocationTargetException e) {
      throw new TransferFailure(Explanation.of(e), type.getTypeName(), e.getCause());
    } catch (ReflectiveOperationException e) {
      throw new KryoException(type.getName() + " cannot be instantiated", e);
    }
  }

  private void chooseInstantiation() {
    if (type.isInterface() || Modifier.isAbstract(type.getModifiers())) {
      throw new KryoException(type.getName() + " has no instances");
    }
    try {
      Constructor<?> declared = type.getDeclaredConstructor();
      declared.setAccessible(true);
      constructor = declared;
    } catch (NoSuchMethodException e) {
      instantiator = WITHOUT_CONSTRUCTOR.newInstantiatorOf(type);
    }
  }
}
