package dev.offload.spi.shared;

import dev.offload.TaskFunction;
import dev.offload.shared.Namespace;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A namespace that lives elsewhere.
 *
 * @param handle which it is
 */
record NamespaceProxy(Handle handle) implements Namespace {
  static NoSuchElementException missing(String name) {
    return new NoSuchElementException("the namespace has no \"" + name + "\"");
  }

  @Override
  public <T extends @Nullable Object> T get(String name) {
    MapState.Binding entry = handle.ask(new MapState.Look(Objects.requireNonNull(name, "name")));
    if (entry == null) {
      throw missing(name);
    }
    return handle.unpack(entry.value());
  }

  @Override
  public void set(String name, @Nullable Object value) {
    handle.ask(new MapState.Put(Objects.requireNonNull(name, "name"), handle.pack(value), MapState.When.ALWAYS));
  }

  @Override
  public boolean remove(String name) {
    return handle.ask(new MapState.Remove(Objects.requireNonNull(name, "name"))) != null;
  }

  @Override
  public <T extends @Nullable Object> T update(String name, TaskFunction<T, T> function) {
    return handle.unpack(handle.ask(new MapState.Replace(Objects.requireNonNull(name, "name"), handle.packFunction(function))));
  }

  @Override
  public Set<String> names() {
    Set<String> names = new TreeSet<>();
    handle.ask(new MapState.All()).forEach(entry -> names.add((String) entry.key()));
    return names;
  }
}
