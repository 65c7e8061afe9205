package dev.offload.codec;

import java.util.function.Function;
import java.util.function.Supplier;

/**
 * One kind of object that users send.
 *
 * @param value makes an object of the kind
 * @param view what must be the same of a copy, as text so that two JVMs can compare it
 */
record Kind(String name, Supplier<Object> value, Function<Object, String> view) {
  static Kind of(String name, Supplier<Object> value) {
    return new Kind(name, value, object -> object.getClass().getName() + " " + object);
  }

  static <T> Kind of(String name, Supplier<T> value, Function<T, Object> view) {
    @SuppressWarnings("unchecked")
    Function<Object, String> asText = object -> String.valueOf(view.apply((T) object));
    return new Kind(name, value::get, asText);
  }

  @Override
  public String toString() {
    return name;
  }
}
