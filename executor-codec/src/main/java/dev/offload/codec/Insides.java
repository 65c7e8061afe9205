package dev.offload.codec;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Finds the way to a part of an object that went by Java serialization, which does not tell it. Used only once there is an error. */
final class Insides {
  private static final int MOST_VISITED = 10_000;

  private final Object part;
  private final Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());
  private final Deque<Place> open = new ArrayDeque<>();

  private record Place(String way, Object object) {}

  private Insides(Object part) {
    this.part = part;
  }

  /** The steps from {@code root} to {@code part}; empty where the part is what the root wraps, so that it has no name of its own. */
  static String wayTo(Object part, Object root) {
    try {
      return new Insides(part).search(root);
    } catch (Throwable e) {
      // Collections of the user are asked for their elements here, and may throw or never end: then the way is told less exactly.
      return "";
    }
  }

  private String search(Object root) throws IllegalAccessException {
    open.add(new Place("", root));
    while (!open.isEmpty()) {
      Place place = open.remove();
      if (place.object() == part) {
        return place.way();
      }
      expand(place);
    }
    return "";
  }

  private void expand(Place place) throws IllegalAccessException {
    Object object = place.object();
    if (object instanceof Collection<?> collection) {
      int index = 0;
      for (Object element : collection) {
        visit(place, Elements.step(index++), element);
      }
    } else if (object instanceof Map<?, ?> map) {
      int index = 0;
      for (Map.Entry<?, ?> entry : map.entrySet()) {
        visit(place, MapSerializers.keyStep(entry.getKey(), index), entry.getKey());
        visit(place, MapSerializers.valueStep(entry.getKey(), index++), entry.getValue());
      }
    }
    for (Class<?> owner = object.getClass(); owner != null; owner = owner.getSuperclass()) {
      if (!Jdk.owns(owner)) {
        visitFields(place, owner);
      }
    }
  }

  private void visitFields(Place place, Class<?> owner) throws IllegalAccessException {
    for (Field field : owner.getDeclaredFields()) {
      if (!Modifier.isStatic(field.getModifiers()) && !field.getType().isPrimitive() && field.trySetAccessible()) {
        visit(place, "." + field.getName(), field.get(place.object()));
      }
    }
  }

  private void visit(Place from, String step, @Nullable Object object) {
    if (seen.size() == MOST_VISITED) {
      throw new IllegalStateException("the search has become too long");
    }
    if (object != null && seen.add(object)) {
      open.add(new Place(from.way() + step, object));
    }
  }
}
