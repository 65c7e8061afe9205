package dev.offload.conformance;

import java.lang.reflect.Array;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.lang.reflect.Proxy;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;

/** Counts what hangs on a future, so that a listener which was left behind is found whatever holds it (rule W4). */
final class Residue {
  private static final String OURS = "dev.offload.";

  private final Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());
  private final Deque<Object> left = new ArrayDeque<>();
  private int ours;

  private Residue() {}

  /** The number of objects of this library that can be reached from {@code root} through its fields, arrays and collections. */
  static int of(Object root) {
    Residue residue = new Residue();
    residue.reach(root);
    while (!residue.left.isEmpty()) {
      residue.enter(residue.left.pop());
    }
    return residue.ours;
  }

  private void reach(Object target) {
    if (target != null && seen.add(target)) {
      left.push(target);
    }
  }

  private void enter(Object target) {
    if (target instanceof Object[] array) {
      for (int i = 0; i < Array.getLength(array); i++) {
        reach(array[i]);
      }
    } else if (target instanceof Map<?, ?> map) {
      map.keySet().forEach(this::reach);
      map.values().forEach(this::reach);
    } else if (target instanceof AtomicReference<?> reference) {
      reach(reference.get());
    } else if (Proxy.isProxyClass(target.getClass())) {
      reach(Proxy.getInvocationHandler(target));
    } else if (isOurs(target)) {
      ours++;
      enterFields(target);
    } else if (target instanceof Iterable<?> collection && target.getClass().getName().startsWith("java.util.")) {
      collection.forEach(this::reach);
    }
  }

  private static boolean isOurs(Object target) {
    return target.getClass().getName().startsWith(OURS);
  }

  private void enterFields(Object target) {
    for (Class<?> type = target.getClass(); type != null && type.getName().startsWith(OURS); type = type.getSuperclass()) {
      for (Field field : type.getDeclaredFields()) {
        if (!Modifier.isStatic(field.getModifiers()) && !field.getType().isPrimitive()) {
          reach(valueOf(field, target));
        }
      }
    }
  }

  private static Object valueOf(Field field, Object target) {
    try {
      field.setAccessible(true);
      return field.get(target);
    } catch (IllegalAccessException e) {
      throw new AssertionError(field + " cannot be read; run the suite on the class path", e);
    }
  }
}
