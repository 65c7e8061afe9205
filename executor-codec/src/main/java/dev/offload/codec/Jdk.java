package dev.offload.codec;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.AbstractList;
import java.util.AbstractMap;

/**
 * What belongs to the JDK, and so keeps its fields to itself. Decided by the module's name, not by what this JVM happens to open:
 * both sides must come to the same answer.
 */
final class Jdk {
  private Jdk() {}

  static boolean owns(Class<?> type) {
    Module module = type.getModule();
    return module.isNamed() && (module.getName().startsWith("java.") || module.getName().startsWith("jdk."));
  }

  /** Tells whether a class extends one of the JDK with state that only the JDK can restore. */
  static boolean hidesStateOf(Class<?> type) {
    for (Class<?> ancestor = type; ancestor != null; ancestor = ancestor.getSuperclass()) {
      if (owns(ancestor) && !startsEmpty(ancestor) && declaresState(ancestor)) {
        return true;
      }
    }
    return false;
  }

  /** Classes whose only fields are a counter and caches that are right when they are empty. */
  static boolean startsEmpty(Class<?> type) {
    return type == AbstractList.class || type == AbstractMap.class;
  }

  private static boolean declaresState(Class<?> type) {
    for (Field field : type.getDeclaredFields()) {
      if (!Modifier.isStatic(field.getModifiers())) {
        return true;
      }
    }
    return false;
  }
}
