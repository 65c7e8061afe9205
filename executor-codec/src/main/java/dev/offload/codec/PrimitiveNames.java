package dev.offload.codec;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The primitive types by name; class loaders do not know them. */
final class PrimitiveNames {
  private static final Map<String, Class<?>> TYPES = List.<Class<?>>of(boolean.class, byte.class, char.class, short.class, int.class,
      long.class, float.class, double.class, void.class).stream().collect(Collectors.toMap(Class::getName, Function.identity()));

  private PrimitiveNames() {}

  static @Nullable Class<?> find(String name) {
    return TYPES.get(name);
  }
}
