package dev.offload.spi.shared;

import dev.offload.shared.SerializableBiFunction;
import dev.offload.shared.SerializableFunction;
import java.io.Serializable;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** How a map makes a new value; can travel. The function of the user in it is packed by itself, with the classes that it is of. */
sealed interface Computation extends Serializable {
  /** The new value, packed; null for none. */
  @Nullable Object apply(Items items, Object key, @Nullable Object packedBefore);

  /** Of the key and the value, which is null where there is none. */
  record OfAny(Object function) implements Computation {
    private static final long serialVersionUID = 1L;

    @Override
    public @Nullable Object apply(Items items, Object key, @Nullable Object packedBefore) {
      return items.pack(ofTwo(items, function).apply(key, items.unpack(packedBefore)));
    }
  }

  /** Of the key, where there is no value. */
  record IfAbsent(Object function) implements Computation {
    private static final long serialVersionUID = 1L;

    @Override
    @SuppressWarnings("unchecked")
    public @Nullable Object apply(Items items, Object key, @Nullable Object packedBefore) {
      if (packedBefore != null) {
        return packedBefore;
      }
      Object open = Objects.requireNonNull(items.unpack(function));
      return items.pack(((SerializableFunction<Object, @Nullable Object>) open).apply(key));
    }
  }

  /** Of the key and the value, where there is one. */
  record IfPresent(Object function) implements Computation {
    private static final long serialVersionUID = 1L;

    @Override
    public @Nullable Object apply(Items items, Object key, @Nullable Object packedBefore) {
      return packedBefore == null ? null : items.pack(ofTwo(items, function).apply(key, items.unpack(packedBefore)));
    }
  }

  /** Of the value and another, or that other one where there is none. */
  record Merge(Object packedOther, Object function) implements Computation {
    private static final long serialVersionUID = 1L;

    @Override
    public @Nullable Object apply(Items items, Object key, @Nullable Object packedBefore) {
      return packedBefore == null
          ? packedOther
          : items.pack(ofTwo(items, function).apply(items.unpack(packedBefore), items.unpack(packedOther)));
    }
  }

  @SuppressWarnings("unchecked")
  private static SerializableBiFunction<@Nullable Object, @Nullable Object, @Nullable Object> ofTwo(Items items, Object function) {
    return (SerializableBiFunction<@Nullable Object, @Nullable Object, @Nullable Object>) Objects.requireNonNull(items.unpack(function));
  }
}
