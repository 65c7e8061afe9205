package dev.offload.spi.shared;

import dev.offload.shared.SerializableBiFunction;
import dev.offload.shared.SerializableFunction;
import dev.offload.shared.SharedMap;
import dev.offload.spi.shared.MapState.Binding;
import dev.offload.spi.shared.MapState.When;
import java.io.Serializable;
import java.util.AbstractMap;
import java.util.Collection;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A map that lives elsewhere. */
final class MapProxy<K, V> extends AbstractMap<K, V> implements SharedMap<K, V>, Serializable {
  private static final long serialVersionUID = 1L;

  private final Handle handle;

  MapProxy(Handle handle) {
    this.handle = handle;
  }

  @Override
  public @Nullable V get(@Nullable Object key) {
    return value(handle.ask(new MapState.Look(pack(key, "key"))));
  }

  @Override
  public @Nullable V getOrDefault(@Nullable Object key, @Nullable V otherwise) {
    V value = get(key);
    return value == null ? otherwise : value;
  }

  @Override
  public boolean containsKey(@Nullable Object key) {
    return get(key) != null;
  }

  @Override
  public @Nullable V put(K key, V value) {
    return put(key, value, When.ALWAYS);
  }

  @Override
  public @Nullable V putIfAbsent(K key, V value) {
    return put(key, value, When.ABSENT);
  }

  @Override
  public @Nullable V replace(K key, V value) {
    return put(key, value, When.PRESENT);
  }

  @Override
  public @Nullable V remove(@Nullable Object key) {
    return value(handle.ask(new MapState.Remove(pack(key, "key"))));
  }

  @Override
  public boolean remove(Object key, Object value) {
    return swapIf(key, value, null);
  }

  @Override
  public boolean replace(K key, V before, V after) {
    return swapIf(key, before, Objects.requireNonNull(after, "value"));
  }

  @Override
  public void replaceAll(BiFunction<? super K, ? super V, ? extends V> function) {
    for (K key : keySet()) {
      computeIfPresent(key, (BiFunction<K, V, V>) (same, value) -> Objects.requireNonNull(function.apply(same, value), "value"));
    }
  }

  @Override
  public @Nullable V compute(K key, BiFunction<? super K, ? super @Nullable V, ? extends @Nullable V> function) {
    if (function instanceof SerializableBiFunction) {
      return compute(key, (SerializableBiFunction<? super K, ? super @Nullable V, ? extends @Nullable V>) function);
    }
    Object packedKey = pack(key, "key");
    while (true) {
      Binding before = handle.ask(new MapState.Look(packedKey));
      V old = value(before);
      V result = function.apply(key, old);
      if (result == null && before == null || handle.ask(swap(packedKey, before, result))) {
        return result;
      }
    }
  }

  @Override
  public @Nullable V computeIfAbsent(K key, Function<? super K, ? extends @Nullable V> function) {
    if (function instanceof SerializableFunction) {
      return computeIfAbsent(key, (SerializableFunction<? super K, ? extends @Nullable V>) function);
    }
    Objects.requireNonNull(function, "function");
    V known = get(key);
    return known != null
        ? known
        : compute(key, (BiFunction<K, @Nullable V, @Nullable V>) (same, old) -> old == null ? function.apply(same) : old);
  }

  @Override
  public @Nullable V computeIfPresent(K key, BiFunction<? super K, ? super V, ? extends @Nullable V> function) {
    if (function instanceof SerializableBiFunction) {
      return computeIfPresent(key, (SerializableBiFunction<? super K, ? super V, ? extends @Nullable V>) function);
    }
    Objects.requireNonNull(function, "function");
    return compute(key, (BiFunction<K, @Nullable V, @Nullable V>) (same, old) -> old == null ? null : function.apply(same, old));
  }

  @Override
  public @Nullable V merge(K key, V value, BiFunction<? super V, ? super V, ? extends @Nullable V> function) {
    if (function instanceof SerializableBiFunction) {
      return merge(key, value, (SerializableBiFunction<? super V, ? super V, ? extends @Nullable V>) function);
    }
    Objects.requireNonNull(value, "value");
    Objects.requireNonNull(function, "function");
    return compute(key, (BiFunction<K, @Nullable V, @Nullable V>) (same, old) -> old == null ? value : function.apply(old, value));
  }

  @Override
  public @Nullable V compute(K key, SerializableBiFunction<? super K, ? super @Nullable V, ? extends @Nullable V> function) {
    return compute(key, new Computation.OfAny(handle.packFunction(function)));
  }

  @Override
  public @Nullable V computeIfAbsent(K key, SerializableFunction<? super K, ? extends @Nullable V> function) {
    V known = get(key);
    return known == null ? compute(key, new Computation.IfAbsent(handle.packFunction(function))) : known;
  }

  @Override
  public @Nullable V computeIfPresent(K key, SerializableBiFunction<? super K, ? super V, ? extends @Nullable V> function) {
    return compute(key, new Computation.IfPresent(handle.packFunction(function)));
  }

  @Override
  public @Nullable V merge(K key, V value, SerializableBiFunction<? super V, ? super V, ? extends @Nullable V> function) {
    return compute(key, new Computation.Merge(pack(value, "value"), handle.packFunction(function)));
  }

  @Override
  public int size() {
    return handle.ask(new MapState.Size());
  }

  @Override
  public void clear() {
    handle.ask(new MapState.Clear());
  }

  @Override
  public Set<Map.Entry<K, V>> entrySet() {
    return new MapViews.Entries<>(this);
  }

  @Override
  public Set<K> keySet() {
    return new MapViews.Keys<>(this);
  }

  @Override
  public Collection<V> values() {
    return new MapViews.Values<>(this);
  }

  /** The entries as they are now, each as {@code opener} shows it. */
  <E> Snapshot<Binding, E> snapshot(Function<Binding, E> opener) {
    return new Snapshot<>(handle.ask(new MapState.All()), opener, entry -> handle.ask(new MapState.Remove(entry.key())));
  }

  K keyOf(Binding entry) {
    return handle.unpack(entry.key());
  }

  V valueOf(Binding entry) {
    return handle.unpack(entry.value());
  }

  private @Nullable V compute(K key, Computation computation) {
    return handle.unpack(handle.ask(new MapState.Compute(pack(key, "key"), computation)));
  }

  private @Nullable V put(K key, V value, When when) {
    return value(handle.ask(new MapState.Put(pack(key, "key"), pack(value, "value"), when)));
  }

  /** Replaces a value that equals {@code expected}, by null to remove it. */
  private boolean swapIf(Object key, @Nullable Object expected, @Nullable Object after) {
    Object packedKey = pack(key, "key");
    while (true) {
      Binding before = handle.ask(new MapState.Look(packedKey));
      if (before == null || !Objects.equals(value(before), expected)) {
        return false;
      }
      if (handle.ask(swap(packedKey, before, after))) {
        return true;
      }
    }
  }

  private MapState.Swap swap(Object packedKey, @Nullable Binding before, @Nullable Object after) {
    return new MapState.Swap(packedKey, before == null ? 0 : before.stamp(), handle.pack(after), after == null);
  }

  private @Nullable V value(@Nullable Binding entry) {
    return entry == null ? null : handle.unpack(entry.value());
  }

  private Object pack(@Nullable Object part, String what) {
    return Objects.requireNonNull(handle.pack(Objects.requireNonNull(part, what)));
  }
}
