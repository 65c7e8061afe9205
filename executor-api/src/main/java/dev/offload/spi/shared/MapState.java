package dev.offload.spi.shared;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A map where it lives, in the order in which its keys were put, and what can be asked of it. A set is one without values, a namespace one
 * whose keys are names.
 */
final class MapState {
  // The keys are not packed: their equals and hashCode say which are the same.
  private final Map<Object, Binding> entries = new LinkedHashMap<>();
  private long changes;

  private @Nullable Binding put(Object key, Object packedKey, @Nullable Object packedValue) {
    Binding before = entries.get(key);
    // The first of equal keys stays, as in the JDK's maps.
    return entries.put(key, new Binding(before == null ? packedKey : before.key(), packedValue, ++changes));
  }

  /**
   * A key and its value, packed.
   *
   * @param stamp another with each value that is put
   */
  record Binding(Object key, @Nullable Object value, long stamp) {}

  enum Kind { MAP, SET, NAMESPACE }

  record Maker(Kind kind) implements dev.offload.spi.shared.Maker {
    private static final long serialVersionUID = 1L;

    @Override
    public Object make(Host host) {
      return new MapState();
    }
  }

  /** When a value is put. */
  enum When { ALWAYS, ABSENT, PRESENT }

  /** Of one key. */
  interface OfKey<R extends @Nullable Object> extends Request<MapState, R> {
    Object packedKey();

    default Object key(Call call) {
      return Objects.requireNonNull(call.items().unpack(packedKey()));
    }

    @Override
    default boolean isForeign() {
      return !Items.isPlain(packedKey());
    }
  }

  record Look(Object packedKey) implements OfKey<@Nullable Binding> {
    private static final long serialVersionUID = 1L;

    @Override
    public @Nullable Object apply(MapState map, Call call) {
      return map.entries.get(key(call));
    }
  }

  /** Answers the entry before. */
  record Put(Object packedKey, @Nullable Object packedValue, When when) implements OfKey<@Nullable Binding> {
    private static final long serialVersionUID = 1L;

    @Override
    public @Nullable Object apply(MapState map, Call call) {
      Object key = key(call);
      Binding before = map.entries.get(key);
      if (when == When.ALWAYS || (when == When.ABSENT) == (before == null)) {
        map.put(key, packedKey, packedValue);
      }
      return before;
    }
  }

  /** Answers the entry before. */
  record Remove(Object packedKey) implements OfKey<@Nullable Binding> {
    private static final long serialVersionUID = 1L;

    @Override
    public @Nullable Object apply(MapState map, Call call) {
      return map.entries.remove(key(call));
    }
  }

  /** Puts a value, or removes the entry, if that has this stamp, or is missing for the stamp 0; answers whether it was so. */
  record Swap(Object packedKey, long stamp, @Nullable Object packedValue, boolean removes) implements OfKey<Boolean> {
    private static final long serialVersionUID = 1L;

    @Override
    public Object apply(MapState map, Call call) {
      Object key = key(call);
      Binding before = map.entries.get(key);
      if ((before == null ? 0 : before.stamp()) != stamp) {
        return false;
      }
      if (removes) {
        map.entries.remove(key);
      } else {
        map.put(key, packedKey, packedValue);
      }
      return true;
    }
  }

  /** Puts what a function of the user makes; null removes. Answers the new value. */
  record Compute(Object packedKey, Computation computation) implements OfKey<@Nullable Object> {
    private static final long serialVersionUID = 1L;

    @Override
    public @Nullable Object apply(MapState map, Call call) {
      Object key = key(call);
      Binding before = map.entries.get(key);
      Object packed = computation.apply(call.items(), key, before == null ? null : before.value());
      if (packed == null) {
        map.entries.remove(key);
      } else {
        map.put(key, packedKey, packed);
      }
      return packed;
    }

    @Override
    public boolean isForeign() {
      return true;
    }
  }

  /** Replaces the value of a name, which must have one, by what a function makes of it. Answers the new value. */
  record Replace(Object packedKey, Object function) implements Request<MapState, @Nullable Object> {
    private static final long serialVersionUID = 1L;

    @Override
    public @Nullable Object apply(MapState map, Call call) throws Exception {
      Binding before = map.entries.get(packedKey);
      if (before == null) {
        throw NamespaceProxy.missing((String) packedKey);
      }
      Object packed = Update.apply(call.items(), function, before.value());
      map.put(packedKey, packedKey, packed);
      return packed;
    }

    @Override
    public boolean isForeign() {
      return true;
    }
  }

  record Size() implements Request<MapState, Integer> {
    private static final long serialVersionUID = 1L;

    @Override
    public Object apply(MapState map, Call call) {
      return map.entries.size();
    }
  }

  record Clear() implements Request<MapState, @Nullable Void> {
    private static final long serialVersionUID = 1L;

    @Override
    public @Nullable Object apply(MapState map, Call call) {
      map.entries.clear();
      return null;
    }
  }

  /** The entries as they are now. */
  record All() implements Request<MapState, List<Binding>> {
    private static final long serialVersionUID = 1L;

    @Override
    public Object apply(MapState map, Call call) {
      return new ArrayList<>(map.entries.values());
    }
  }
}
