package dev.offload.shared;

import dev.offload.TaskFunction;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Names with values, as attributes of an object. */
public interface Namespace {
  /**
   * The value of a name.
   *
   * @throws java.util.NoSuchElementException if it has none
   */
  <T extends @Nullable Object> T get(String name);

  /** Gives a name a value; null is one. */
  void set(String name, @Nullable Object value);

  /** Takes a name away; false if it had no value. */
  boolean remove(String name);

  /** Replaces the value of a name by what the function makes of it, where it lives and with nobody else at it; returns the new one. */
  <T extends @Nullable Object> T update(String name, TaskFunction<T, T> function);

  /** The names that have values, in alphabetical order. */
  Set<String> names();
}
