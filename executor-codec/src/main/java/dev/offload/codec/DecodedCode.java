package dev.offload.codec;

import com.esotericsoftware.kryo.util.Util;
import dev.offload.Action;
import dev.offload.TaskBiFunction;
import dev.offload.TaskFunction;
import dev.offload.spi.TaskCall;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/** The code of a map's elements, to be called with the arguments of one after another. */
public final class DecodedCode {
  private final MessageKind kind;
  private final @Nullable Object code;

  DecodedCode(MessageKind kind, @Nullable Object code) {
    this.kind = kind;
    this.code = code;
  }

  /**
   * Tells whether calls cannot change it, as far as its class says: it has no fields, or only fields of values. What it is not told of may
   * be called for one element only, as each of them has a snapshot of its own (rule M4).
   */
  public boolean isUnchanging() {
    for (Class<?> type = code == null ? Object.class : code.getClass(); type != Object.class; type = type.getSuperclass()) {
      if (!Arrays.stream(type.getDeclaredFields()).allMatch(DecodedCode::isUnchanging)) {
        return false;
      }
    }
    return true;
  }

  private static boolean isUnchanging(Field field) {
    boolean value = field.getType().isPrimitive() || field.getType() == String.class || Util.isWrapperClass(field.getType());
    return Modifier.isStatic(field.getModifiers()) || value && Modifier.isFinal(field.getModifiers());
  }

  MessageKind kind() {
    return kind;
  }

  /**
   * The call of the code with its arguments, which are the parts of a message from the one with the index {@code first} on.
   *
   * @throws ClassCastException if it is no code of a task
   * @throws NullPointerException if there is none
   */
  @SuppressWarnings("unchecked")
  TaskCall<?> call(@Nullable Object[] parts, int first) {
    return switch (kind) {
      case CALLABLE -> new TaskCall.OfCallable<>((Callable<Object>) code);
      case ACTION -> new TaskCall.OfAction((Action) code);
      case FUNCTION -> new TaskCall.OfFunction<>((TaskFunction<Object, Object>) code, parts[first]);
      default -> new TaskCall.OfBiFunction<>((TaskBiFunction<Object, Object, Object>) code, parts[first], parts[first + 1]);
    };
  }
}
