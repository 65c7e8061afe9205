package dev.offload.conformance.plain;

import dev.offload.TaskExecutor;
import java.io.Serializable;
import java.lang.invoke.SerializedLambda;
import java.lang.reflect.Field;
import java.lang.reflect.InaccessibleObjectException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/** Finds the way to the first object that cannot be serialised. */
final class Culprit {
  private final Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());

  private Culprit() {}

  static String in(String what, @Nullable Object value) {
    return new Culprit().find(what, value).orElse(what + " cannot be serialised");
  }

  private Optional<String> find(String path, @Nullable Object value) {
    if (value == null || !seen.add(value)) {
      return Optional.empty();
    }
    Optional<SerializedLambda> lambda = lambda(value);
    if (lambda.isPresent()) {
      return inLambda(path, lambda.get());
    }
    // What is not ours has no fields that can be looked at.
    if (!value.getClass().getName().startsWith("dev.offload.")) {
      return value instanceof Serializable ? Optional.empty() : Optional.of(path + " : " + value.getClass().getName());
    }
    Optional<String> inside = inFields(path, value);
    return inside.isPresent() || value instanceof Serializable
        ? inside : Optional.of(path + " : " + value.getClass().getName() + " is a " + kindOf(value));
  }

  private Optional<String> inLambda(String path, SerializedLambda lambda) {
    Optional<String> found = Optional.empty();
    for (int i = 0; i < lambda.getCapturedArgCount() && found.isEmpty(); i++) {
      Object captured = lambda.getCapturedArg(i);
      found = captured instanceof TaskExecutor
          ? Optional.of(path + ".captured[" + i + "] : " + captured.getClass().getName())
          : find(path + ".captured[" + i + "]", captured);
    }
    return found;
  }

  private Optional<String> inFields(String path, Object value) {
    Optional<String> found = Optional.empty();
    for (Field field : value.getClass().getDeclaredFields()) {
      if (found.isEmpty() && !Modifier.isStatic(field.getModifiers())) {
        found = find(path + "." + field.getName(), read(field, value));
      }
    }
    return found;
  }

  private static @Nullable Object read(Field field, Object value) {
    try {
      field.setAccessible(true);
      return field.get(value);
    } catch (IllegalAccessException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String kindOf(Object value) {
    return value instanceof Callable ? "Callable that is no Task" : "class that is not Serializable";
  }

  private static Optional<SerializedLambda> lambda(Object value) {
    try {
      Method writeReplace = value.getClass().getDeclaredMethod("writeReplace");
      writeReplace.setAccessible(true);
      return Optional.of((SerializedLambda) writeReplace.invoke(value));
    } catch (ReflectiveOperationException | ClassCastException | InaccessibleObjectException e) {
      // It is no lambda.
      return Optional.empty();
    }
  }
}
