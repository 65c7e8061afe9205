package dev.offload.shared;

import java.util.concurrent.ConcurrentMap;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A map that tasks share; without null keys and values, as every {@link ConcurrentMap}. Each method is atomic but {@link #putAll},
 * {@link #replaceAll} and what is done through the views. The views go over the entries as they were when the iteration began, in the order
 * in which they were put.
 *
 * <p>The compound methods exist twice. One that is given a lambda through this interface sends it to where the map lives, and is one call.
 * One that is called through {@link ConcurrentMap}, or with a function that cannot travel, applies the function in the caller, and once
 * more whenever another has changed the entry meanwhile.
 *
 * <p>A function that runs where the map lives must not use shared objects of that executor: {@link IllegalStateException}.
 */
public interface SharedMap<K, V> extends ConcurrentMap<K, V> {
  /** As {@link ConcurrentMap#compute}, where the map lives. */
  @Nullable V compute(K key, SerializableBiFunction<? super K, ? super @Nullable V, ? extends @Nullable V> function);

  /** As {@link ConcurrentMap#computeIfAbsent}, where the map lives. */
  @Nullable V computeIfAbsent(K key, SerializableFunction<? super K, ? extends @Nullable V> function);

  /** As {@link ConcurrentMap#computeIfPresent}, where the map lives. */
  @Nullable V computeIfPresent(K key, SerializableBiFunction<? super K, ? super V, ? extends @Nullable V> function);

  /** As {@link ConcurrentMap#merge}, where the map lives. */
  @Nullable V merge(K key, V value, SerializableBiFunction<? super V, ? super V, ? extends @Nullable V> function);

  @Override
  @Nullable V compute(K key, BiFunction<? super K, ? super @Nullable V, ? extends @Nullable V> function);

  @Override
  @Nullable V computeIfAbsent(K key, Function<? super K, ? extends @Nullable V> function);

  @Override
  @Nullable V computeIfPresent(K key, BiFunction<? super K, ? super V, ? extends @Nullable V> function);

  @Override
  @Nullable V merge(K key, V value, BiFunction<? super V, ? super V, ? extends @Nullable V> function);
}
