package dev.offload.spi.shared;

import java.io.Serializable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A user's object as bytes.
 *
 * @param world whose classes they name: a number that the backend knows
 * @param bytes what its codec has made of it, and nobody changes
 * @param segments the large arrays in it, likewise
 */
public record Packed(int world, byte[] bytes, List<byte[]> segments) implements Serializable {
  private static final long serialVersionUID = 1L;

  /** About how many bytes a packed value takes on its way. */
  static long bytesOf(@Nullable Object packed) {
    if (packed instanceof Packed object) {
      return object.bytes.length + object.segments.stream().mapToLong(segment -> segment.length).sum();
    }
    return packed instanceof String text ? 2L * text.length() : Long.BYTES;
  }
}
