package dev.offload.codec;

import com.esotericsoftware.kryo.Kryo;
import com.esotericsoftware.kryo.Serializer;
import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/** Collections of the JDK by their elements. */
final class CollectionSerializers {
  private CollectionSerializers() {}

  /** For a collection that is made empty, known to its elements, and then filled. */
  static Serializer<?> filled(IntFunction<Collection<@Nullable Object>> maker) {
    return new Filled() {
      @Override
      Collection<@Nullable Object> make(Kryo kryo, Input input, int count) {
        return maker.apply(count);
      }
    };
  }

  /** For a collection that keeps its elements in the order of a comparator. */
  static <C extends Collection<?>> Serializer<?> sorted(Function<C, @Nullable Comparator<?>> comparator,
      Function<@Nullable Comparator<Object>, Collection<@Nullable Object>> maker) {
    return new Filled() {
      @Override
      @SuppressWarnings("unchecked")
      void writeHead(Kryo kryo, Output output, Collection<?> collection) {
        Comparators.write(kryo, output, comparator.apply((C) collection));
      }

      @Override
      Collection<@Nullable Object> make(Kryo kryo, Input input, int count) {
        return maker.apply(Comparators.read(kryo, input));
      }
    };
  }

  /** For a queue that takes no more than so many elements. By Java serialization its lock would come from the bytes, maybe held. */
  static Serializer<?> bounded(IntFunction<BlockingQueue<@Nullable Object>> maker) {
    return new Filled() {
      @Override
      void writeHead(Kryo kryo, Output output, Collection<?> collection) {
        BlockingQueue<?> queue = (BlockingQueue<?>) collection;
        // While another thread changes the queue the two may not fit together; make() sees to it that all elements have room.
        long capacity = (long) queue.remainingCapacity() + queue.size();
        output.writeVarInt((int) Math.min(Integer.MAX_VALUE, capacity), true);
      }

      @Override
      Collection<@Nullable Object> make(Kryo kryo, Input input, int count) {
        return maker.apply(Math.max(count, input.readVarInt(true)));
      }
    };
  }

  /** For a collection that is made of all its elements at once. */
  static Serializer<?> built(CodecKryo kryo, Function<@Nullable Object[], Collection<?>> builder) {
    return new Built(kryo.references(), builder);
  }

  /** {@code List.of}, or what {@code Stream.toList} makes where there are nulls. */
  static Collection<?> immutableList(@Nullable Object[] elements) {
    return Arrays.stream(elements).allMatch(Objects::nonNull) ? List.of(elements) : Arrays.stream(elements).toList();
  }

  private abstract static class Filled extends Serializer<Collection<@Nullable Object>> {
    void writeHead(Kryo kryo, Output output, Collection<?> collection) {}

    abstract Collection<@Nullable Object> make(Kryo kryo, Input input, int count);

    @Override
    public void write(Kryo kryo, Output output, Collection<@Nullable Object> collection) {
      // One look at it: another thread may be changing it, and the count must fit what follows.
      Object[] elements = collection.toArray();
      output.writeVarInt(elements.length, true);
      writeHead(kryo, output, collection);
      Elements.write(kryo, output, elements);
    }

    @Override
    public Collection<@Nullable Object> read(Kryo kryo, Input input, Class<? extends Collection<@Nullable Object>> type) {
      int count = ((BoundedInput) input).readCount();
      Collection<@Nullable Object> collection = make(kryo, input, count);
      kryo.reference(collection);
      Elements.read(kryo, input, count, collection::add);
      return collection;
    }
  }

  private static final class Built extends Serializer<Collection<?>> {
    private final References references;
    private final Function<@Nullable Object[], Collection<?>> builder;

    Built(References references, Function<@Nullable Object[], Collection<?>> builder) {
      this.references = references;
      this.builder = builder;
    }

    @Override
    public void write(Kryo kryo, Output output, Collection<?> collection) {
      Object[] elements = collection.toArray();
      references.open(collection);
      output.writeVarInt(elements.length, true);
      Elements.write(kryo, output, elements);
      references.close();
    }

    @Override
    public Collection<?> read(Kryo kryo, Input input, Class<? extends Collection<?>> type) {
      int count = ((BoundedInput) input).readCount();
      Object[] elements = new Object[count];
      int[] next = {0};
      Elements.read(kryo, input, count, element -> elements[next[0]++] = element);
      return builder.apply(elements);
    }
  }
}
