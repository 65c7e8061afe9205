package dev.offload.codec;

import com.esotericsoftware.kryo.Kryo;
import com.esotericsoftware.kryo.Serializer;
import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;
import java.util.AbstractMap.SimpleEntry;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** Small things of the JDK that hold one or two other objects. */
final class PartSerializers {
  private PartSerializers() {}

  static Serializer<Optional<?>> optional(CodecKryo codecKryo) {
    References references = codecKryo.references();
    return new Serializer<Optional<?>>() {
      @Override
      public void write(Kryo kryo, Output output, Optional<?> optional) {
        references.open(optional);
        writePart(kryo, output, "", optional.orElse(null));
        references.close();
      }

      @Override
      public Optional<?> read(Kryo kryo, Input input, Class<? extends Optional<?>> type) {
        return Optional.ofNullable(readPart(kryo, input, ""));
      }
    };
  }

  static Serializer<AtomicReference<@Nullable Object>> atomicReference() {
    return new Serializer<AtomicReference<@Nullable Object>>() {
      @Override
      public void write(Kryo kryo, Output output, AtomicReference<@Nullable Object> reference) {
        writePart(kryo, output, ".value", reference.get());
      }

      @Override
      public AtomicReference<@Nullable Object> read(Kryo kryo, Input input,
          Class<? extends AtomicReference<@Nullable Object>> type) {
        AtomicReference<@Nullable Object> reference = new AtomicReference<>();
        kryo.reference(reference);
        reference.set(readPart(kryo, input, ".value"));
        return reference;
      }
    };
  }

  /** An entry as {@code maker} makes it: {@code Map::entry}, or one that stands alone where the original was part of a map. */
  static Serializer<Map.Entry<?, ?>> entry(CodecKryo codecKryo,
      BiFunction<@Nullable Object, @Nullable Object, Map.Entry<?, ?>> maker) {
    References references = codecKryo.references();
    return new Serializer<Map.Entry<?, ?>>() {
      @Override
      public void write(Kryo kryo, Output output, Map.Entry<?, ?> entry) {
        references.open(entry);
        writePart(kryo, output, ".key", entry.getKey());
        writePart(kryo, output, ".value", entry.getValue());
        references.close();
      }

      @Override
      public Map.Entry<?, ?> read(Kryo kryo, Input input, Class<? extends Map.Entry<?, ?>> type) {
        return maker.apply(readPart(kryo, input, ".key"), readPart(kryo, input, ".value"));
      }
    };
  }

  static Map.Entry<?, ?> entryAlone(@Nullable Object key, @Nullable Object value) {
    return new SimpleEntry<>(key, value);
  }

  static void writePart(Kryo kryo, Output output, String step, @Nullable Object part) {
    try {
      kryo.writeClassAndObject(output, part);
    } catch (Throwable e) {
      throw TransferFailure.at(e, step, part);
    }
  }

  static @Nullable Object readPart(Kryo kryo, Input input, String step) {
    try {
      return kryo.readClassAndObject(input);
    } catch (Throwable e) {
      throw TransferFailure.at(e, step, null);
    }
  }

  /** Writes what a lambda captured; the step is made only if it is needed. */
  static void writeCaptured(Kryo kryo, Output output, int index, @Nullable Object captured) {
    try {
      kryo.writeClassAndObject(output, captured);
    } catch (Throwable e) {
      throw TransferFailure.at(e, ".captured[" + index + "]", captured);
    }
  }

  static @Nullable Object readCaptured(Kryo kryo, Input input, int index) {
    try {
      return kryo.readClassAndObject(input);
    } catch (Throwable e) {
      throw TransferFailure.at(e, ".captured[" + index + "]", null);
    }
  }
}
