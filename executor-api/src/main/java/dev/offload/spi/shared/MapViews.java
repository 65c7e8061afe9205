package dev.offload.spi.shared;

import dev.offload.spi.shared.MapState.Binding;
import java.util.AbstractCollection;
import java.util.AbstractMap.SimpleEntry;
import java.util.AbstractSet;
import java.util.Iterator;
import java.util.Map;
import java.util.Spliterator;
import org.jspecify.annotations.Nullable;

/** What a map shows of itself. An iteration goes over the entries as they were when it began. */
final class MapViews {
  private static final int OF_SET = Spliterator.ORDERED | Spliterator.DISTINCT | Spliterator.NONNULL;

  private MapViews() {}

  /** What is the same for entries and keys. */
  private abstract static class SetView<K, V, E> extends AbstractSet<E> {
    final MapProxy<K, V> map;

    SetView(MapProxy<K, V> map) {
      this.map = map;
    }

    abstract Snapshot<Binding, E> snapshot();

    @Override
    public int size() {
      return map.size();
    }

    @Override
    public void clear() {
      map.clear();
    }

    @Override
    public Iterator<E> iterator() {
      return snapshot();
    }

    @Override
    public Spliterator<E> spliterator() {
      return snapshot().spliterator(OF_SET);
    }
  }

  static final class Entries<K, V> extends SetView<K, V, Map.Entry<K, V>> {
    Entries(MapProxy<K, V> map) {
      super(map);
    }

    @Override
    public boolean contains(@Nullable Object other) {
      return other instanceof Map.Entry<?, ?> entry && entry.getValue() != null && entry.getValue().equals(map.get(entry.getKey()));
    }

    @Override
    public boolean remove(@Nullable Object other) {
      return other instanceof Map.Entry<?, ?> entry && map.remove(entry.getKey(), entry.getValue());
    }

    @Override
    Snapshot<Binding, Map.Entry<K, V>> snapshot() {
      return map.snapshot(entry -> new WriteThrough<>(map, map.keyOf(entry), map.valueOf(entry)));
    }
  }

  static final class Keys<K, V> extends SetView<K, V, K> {
    Keys(MapProxy<K, V> map) {
      super(map);
    }

    @Override
    public boolean contains(@Nullable Object key) {
      return key != null && map.containsKey(key);
    }

    @Override
    public boolean remove(@Nullable Object key) {
      return key != null && map.remove(key) != null;
    }

    @Override
    Snapshot<Binding, K> snapshot() {
      return map.snapshot(map::keyOf);
    }
  }

  static final class Values<K, V> extends AbstractCollection<V> {
    private final MapProxy<K, V> map;

    Values(MapProxy<K, V> map) {
      this.map = map;
    }

    @Override
    public int size() {
      return map.size();
    }

    @Override
    public void clear() {
      map.clear();
    }

    @Override
    public Iterator<V> iterator() {
      return map.snapshot(map::valueOf);
    }

    @Override
    public Spliterator<V> spliterator() {
      return map.snapshot(map::valueOf).spliterator(Spliterator.ORDERED | Spliterator.NONNULL);
    }
  }

  /** An entry as it was, whose value can be set in the map. */
  private static final class WriteThrough<K, V> extends SimpleEntry<K, V> {
    private static final long serialVersionUID = 1L;

    private final transient MapProxy<K, V> map;

    WriteThrough(MapProxy<K, V> map, K key, V value) {
      super(key, value);
      this.map = map;
    }

    @Override
    public V setValue(V value) {
      map.put(getKey(), value);
      return super.setValue(value);
    }
  }
}
