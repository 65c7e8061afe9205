package dev.offload.spi.shared;

import org.jspecify.annotations.Nullable;

/** How users' objects lie in shared ones: as they are, or as bytes on backends that isolate. Any thread. */
public interface Items {
  /** As they are. */
  Items BY_REFERENCE = new Items() {
    @Override
    public @Nullable Object pack(@Nullable Object value) {
      return value;
    }

    @Override
    public @Nullable Object unpack(@Nullable Object packed) {
      return packed;
    }
  };

  /**
   * What stands for a value in a shared object and on the way there; can be packed any number of times, and be unpacked anywhere. What
   * {@link #isPlain} stands for itself.
   *
   * @throws dev.offload.TaskTransferException if it cannot travel
   */
  @Nullable Object pack(@Nullable Object value);

  /** The value, or a copy of it. */
  @Nullable Object unpack(@Nullable Object packed);

  /** Tells whether it is null, a text, a number or the like: nobody can change it, and its methods run no code of the user. */
  static boolean isPlain(@Nullable Object value) {
    return value == null || value instanceof String || value instanceof Boolean || value instanceof Character
        || value instanceof Integer || value instanceof Long || value instanceof Double || value instanceof Float
        || value instanceof Short || value instanceof Byte;
  }
}
