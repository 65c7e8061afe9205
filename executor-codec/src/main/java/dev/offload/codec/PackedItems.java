package dev.offload.codec;

import dev.offload.spi.shared.Items;
import dev.offload.spi.shared.Packed;
import java.util.List;
import java.util.function.IntFunction;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Users' objects in shared ones, as bytes. Any thread. */
public final class PackedItems implements Items {
  private final ToIntFunction<Object> worlds;
  private final IntFunction<Codec> codecs;

  /** {@code worlds} tells whose classes an object is of, {@code codecs} how objects of these classes become bytes. */
  public PackedItems(ToIntFunction<Object> worlds, IntFunction<Codec> codecs) {
    this.worlds = worlds;
    this.codecs = codecs;
  }

  @Override
  public @Nullable Object pack(@Nullable Object value) {
    if (value == null || Items.isPlain(value)) {
      return value;
    }
    int world = worlds.applyAsInt(value);
    Encoded encoded = codecs.apply(world).encodeResult(value);
    return new Packed(world, encoded.inline(), encoded.segments());
  }

  @Override
  public @Nullable Object unpack(@Nullable Object packed) {
    if (!(packed instanceof Packed bytes)) {
      return packed;
    }
    // Decoding takes segments over, and these are unpacked again.
    List<byte[]> own = bytes.segments().stream().map(byte[]::clone).collect(Collectors.toList());
    return codecs.apply(bytes.world()).decodeResult(new Encoded(bytes.bytes(), own));
  }
}
