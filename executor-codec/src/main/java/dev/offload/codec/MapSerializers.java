package dev.offload.codec;

import com.esotericsoftware.kryo.Kryo;
import com.esotericsoftware.kryo.Serializer;
import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/** Maps of the JDK by their entries. */
final class MapSerializers {
  private static final int SHOWN_OF_KEY = 40;

  private MapSerializers() {}

  /** For a map that is made empty, known to its entries, and then filled. */
  static Serializer<?> filled(IntFunction<Map<@Nullable Object, @Nullable Object>> maker) {
    return new Filled() {
      @Override
      Map<@Nullable Object, @Nullable Object> make(Kryo kryo, Input input, int count) {
        return maker.apply(count);
      }
    };
  }

  /** For a map that keeps its keys in the order of a comparator. */
  static Serializer<?> sorted(Function<@Nullable Comparator<Object>, Map<@Nullable Object, @Nullable Object>> maker) {
    return new Filled() {
      @Override
      void writeHead(Kryo kryo, Output output, Map<?, ?> map) {
        Comparators.write(kryo, output, ((SortedMap<?, ?>) map).comparator());
      }

      @Override
      Map<@Nullable Object, @Nullable Object> make(Kryo kryo, Input input, int count) {
        return maker.apply(Comparators.read(kryo, input));
      }
    };
  }

  /** For {@code Map.of}. */
  static Serializer<?> immutable(CodecKryo codecKryo) {
    References references = codecKryo.references();
    return new Serializer<Map<@Nullable Object, @Nullable Object>>() {
      @Override
      public void write(Kryo kryo, Output output, Map<@Nullable Object, @Nullable Object> map) {
        references.open(map);
        writeEntries(kryo, output, List.copyOf(map.entrySet()), map, null);
        references.close();
      }

      @Override
      public Map<@Nullable Object, @Nullable Object> read(Kryo kryo, Input input,
          Class<? extends Map<@Nullable Object, @Nullable Object>> type) {
        Map<@Nullable Object, @Nullable Object> map = new LinkedHashMap<>();
        readEntries(kryo, input, ((BoundedInput) input).readCount(), map);
        return Map.copyOf(map);
      }
    };
  }

  private abstract static class Filled extends Serializer<Map<@Nullable Object, @Nullable Object>> {
    void writeHead(Kryo kryo, Output output, Map<?, ?> map) {}

    abstract Map<@Nullable Object, @Nullable Object> make(Kryo kryo, Input input, int count);

    @Override
    public void write(Kryo kryo, Output output, Map<@Nullable Object, @Nullable Object> map) {
      // One look at it: another thread may be changing it, and the count must fit what follows.
      writeEntries(kryo, output, new ArrayList<>(map.entrySet()), map, this);
    }

    @Override
    public Map<@Nullable Object, @Nullable Object> read(Kryo kryo, Input input,
        Class<? extends Map<@Nullable Object, @Nullable Object>> type) {
      int count = ((BoundedInput) input).readCount();
      Map<@Nullable Object, @Nullable Object> map = make(kryo, input, count);
      kryo.reference(map);
      readEntries(kryo, input, count, map);
      return map;
    }
  }

  private static void writeEntries(Kryo kryo, Output output, List<? extends Map.Entry<?, ?>> entries, Map<?, ?> map,
      @Nullable Filled head) {
    output.writeVarInt(entries.size(), true);
    if (head != null) {
      head.writeHead(kryo, output, map);
    }
    for (int i = 0; i < entries.size(); i++) {
      writeEntry(kryo, output, i, entries.get(i));
    }
  }

  private static void writeEntry(Kryo kryo, Output output, int index, Map.Entry<?, ?> entry) {
    Object key = entry.getKey();
    Object value = entry.getValue();
    try {
      kryo.writeClassAndObject(output, key);
    } catch (Throwable e) {
      throw TransferFailure.at(e, keyStep(key, index), key);
    }
    try {
      kryo.writeClassAndObject(output, value);
    } catch (Throwable e) {
      throw TransferFailure.at(e, valueStep(key, index), value);
    }
  }

  private static void readEntries(Kryo kryo, Input input, int count, Map<@Nullable Object, @Nullable Object> map) {
    for (int i = 0; i < count; i++) {
      ((BoundedInput) input).partRead();
      Object key = null;
      boolean haveKey = false;
      try {
        key = kryo.readClassAndObject(input);
        haveKey = true;
        map.put(key, kryo.readClassAndObject(input));
      } catch (Throwable e) {
        throw TransferFailure.at(e, haveKey ? valueStep(key, i) : keyStep(null, i), null);
      }
    }
  }

  static String keyStep(@Nullable Object key, int index) {
    return key instanceof String || key instanceof Enum<?> ? ".key" + valueStep(key, index) : ".key[entry " + index + "]";
  }

  /** The way to a value: by its key if that can be read at a glance, else by the entry's number. */
  static String valueStep(@Nullable Object key, int index) {
    if (key instanceof String text) {
      return "[\"" + (text.length() > SHOWN_OF_KEY ? text.substring(0, SHOWN_OF_KEY) + "\u2026" : text) + "\"]";
    }
    if (key instanceof Enum<?> constant) {
      return "[" + constant.name() + "]";
    }
    boolean number = key instanceof Number && key.getClass().getPackageName().equals("java.lang") || key instanceof Character;
    return number ? "[" + key + "]" : "[entry " + index + "]";
  }
}
