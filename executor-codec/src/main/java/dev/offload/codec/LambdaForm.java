package dev.offload.codec;

import com.esotericsoftware.kryo.io.Output;
import java.io.Serializable;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.invoke.SerializedLambda;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import org.jspecify.annotations.Nullable;

/** What is known of a lambda expression's class on the side that sends. Any thread. */
final class LambdaForm {
  private static final int SHAPE_BYTES = 256;
  private static final ClassValue<LambdaForm> FORMS = new ClassValue<>() {
    @Override
    protected LambdaForm computeValue(Class<?> type) {
      return new LambdaForm(type);
    }
  };

  private final Class<?> type;
  // A handle, because reflection of a hidden class stays in native code however often it is used.
  private final @Nullable MethodHandle writeReplace;
  // Set without a lock: threads that race compute the same.
  private volatile byte @Nullable [] shape;
  private @Nullable String capturingClass;

  static LambdaForm of(Class<?> lambdaClass) {
    return FORMS.get(lambdaClass);
  }

  private LambdaForm(Class<?> type) {
    this.type = type;
    this.writeReplace = Serializable.class.isAssignableFrom(type) && !Jdk.owns(type) ? find(type) : null;
  }

  private static @Nullable MethodHandle find(Class<?> type) {
    try {
      Method method = type.getDeclaredMethod("writeReplace");
      method.setAccessible(true);
      return MethodHandles.lookup().unreflect(method).asType(MethodType.methodType(SerializedLambda.class, Object.class));
    } catch (NoSuchMethodException e) {
      return null;
    } catch (IllegalAccessException e) {
      throw new IllegalStateException("a method that was made accessible is not", e);
    }
  }

  /** Tells whether the lambda stands in the JDK's own code, which does not let others ask it, and is serialisable. */
  boolean belongsToJdk() {
    return Jdk.owns(type) && Serializable.class.isAssignableFrom(type);
  }

  SerializedLambda serialize(Object lambda) {
    if (writeReplace == null) {
      throw Refusals.ofLambda(type).toFailure();
    }
    try {
      return (SerializedLambda) writeReplace.invokeExact(lambda);
    } catch (Throwable e) {
      throw new TransferFailure(Explanation.of(new InvocationTargetException(e)), type.getTypeName(), e);
    }
  }

  String capturingClass(SerializedLambda serialized) {
    String name = capturingClass;
    if (name == null) {
      name = serialized.getCapturingClass().replace('/', '.');
      capturingClass = name;
    }
    return name;
  }

  /** Everything but the captured values, in bytes; the same for all objects of the class. */
  byte[] shape(SerializedLambda serialized) {
    byte[] bytes = shape;
    if (bytes == null) {
      try (Output output = new Output(SHAPE_BYTES, -1)) {
        LambdaShape.write(output, serialized);
        bytes = output.toBytes();
      }
      shape = bytes;
    }
    return bytes;
  }
}
