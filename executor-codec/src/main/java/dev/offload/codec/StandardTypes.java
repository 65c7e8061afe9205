package dev.offload.codec;

import com.esotericsoftware.kryo.Serializer;
import com.esotericsoftware.kryo.serializers.DefaultArraySerializers;
import com.esotericsoftware.kryo.serializers.DefaultSerializers;
import com.esotericsoftware.kryo.serializers.OptionalSerializers;
import com.esotericsoftware.kryo.serializers.TimeSerializers;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.net.URL;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.Period;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collections;
import java.util.Date;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.LinkedList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingDeque;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.PriorityBlockingQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/**
 * The classes with serializers of their own, each with a number that stands for its name in messages. The order is part of the
 * format: both sides count alike.
 */
final class StandardTypes {
  private static final int INITIAL_CAPACITY = 11;
  private static final Map<Class<?>, Function<CodecKryo, Serializer<?>>> TYPES = new LinkedHashMap<>();

  static {
    addOwnForms();
    addCollections();
    addImmutableCollections();
    addArrays();
    addValues();
    addTimes();
    addHolders();
  }

  private StandardTypes() {}

  static boolean includes(Class<?> type) {
    return TYPES.containsKey(type) || type.isPrimitive() || type == String.class
        || type.getPackageName().equals("java.lang") && (Number.class.isAssignableFrom(type) && Jdk.owns(type)
            || type == Boolean.class || type == Character.class);
  }

  static void register(CodecKryo kryo) {
    TYPES.forEach((type, maker) -> kryo.register(type, maker.apply(kryo)));
  }

  private static void add(Class<?> type, Function<CodecKryo, Serializer<?>> maker) {
    TYPES.put(type, maker);
  }

  private static void addOwnForms() {
    add(LambdaSerializer.class, LambdaSerializer::new);
    add(JavaSerializer.class, JavaSerializer::new);
    add(Throwable.class, ThrowableSerializer::new);
  }

  private static void addCollections() {
    add(ArrayList.class, kryo -> CollectionSerializers.filled(ArrayList::new));
    add(LinkedList.class, kryo -> CollectionSerializers.filled(count -> new LinkedList<>()));
    add(ArrayDeque.class, kryo -> CollectionSerializers.filled(ArrayDeque::new));
    add(HashSet.class, kryo -> CollectionSerializers.filled(count -> new HashSet<>(capacity(count))));
    add(LinkedHashSet.class, kryo -> CollectionSerializers.filled(count -> new LinkedHashSet<>(capacity(count))));
    add(TreeSet.class, kryo -> CollectionSerializers.<TreeSet<?>>sorted(TreeSet::comparator, TreeSet::new));
    add(PriorityQueue.class, kryo -> CollectionSerializers.<PriorityQueue<?>>sorted(PriorityQueue::comparator, PriorityQueue::new));
    add(PriorityBlockingQueue.class, kryo -> CollectionSerializers.<PriorityBlockingQueue<?>>sorted(PriorityBlockingQueue::comparator,
        comparator -> new PriorityBlockingQueue<>(INITIAL_CAPACITY, comparator)));
    add(LinkedBlockingQueue.class, kryo -> CollectionSerializers.bounded(LinkedBlockingQueue::new));
    add(LinkedBlockingDeque.class, kryo -> CollectionSerializers.bounded(LinkedBlockingDeque::new));
    add(HashMap.class, kryo -> MapSerializers.filled(count -> new HashMap<>(capacity(count))));
    add(LinkedHashMap.class, kryo -> MapSerializers.filled(count -> new LinkedHashMap<>(capacity(count))));
    add(ConcurrentHashMap.class, kryo -> MapSerializers.filled(count -> new ConcurrentHashMap<>(capacity(count))));
    add(TreeMap.class, kryo -> MapSerializers.sorted(TreeMap::new));
  }

  private static int capacity(int count) {
    return (int) Math.min(1 << 30, count * 4L / 3 + 1);
  }

  private static void addImmutableCollections() {
    List<Integer> list = List.of(1, 2, 3, 4);
    for (Class<?> type : Set.of(List.of().getClass(), List.of(1).getClass(), list.subList(1, 3).getClass())) {
      add(type, kryo -> CollectionSerializers.built(kryo, CollectionSerializers::immutableList));
    }
    for (Class<?> type : Set.of(Set.of().getClass(), Set.of(1).getClass())) {
      add(type, kryo -> CollectionSerializers.built(kryo, Set::of));
    }
    for (Class<?> type : Set.of(Map.of().getClass(), Map.of(1, 1).getClass())) {
      add(type, MapSerializers::immutable);
    }
    add(Arrays.asList().getClass(), kryo -> CollectionSerializers.built(kryo, Arrays::asList));
    add(Collections.emptyList().getClass(), kryo -> new DefaultSerializers.CollectionsEmptyListSerializer());
    add(Collections.emptySet().getClass(), kryo -> new DefaultSerializers.CollectionsEmptySetSerializer());
    add(Collections.emptyMap().getClass(), kryo -> new DefaultSerializers.CollectionsEmptyMapSerializer());
  }

  private static void addArrays() {
    addPrimitives(byte[].class, Byte.BYTES, DefaultArraySerializers.ByteArraySerializer::new);
    addPrimitives(int[].class, Integer.BYTES, DefaultArraySerializers.IntArraySerializer::new);
    addPrimitives(long[].class, Long.BYTES, DefaultArraySerializers.LongArraySerializer::new);
    addPrimitives(double[].class, Double.BYTES, DefaultArraySerializers.DoubleArraySerializer::new);
    addPrimitives(float[].class, Float.BYTES, DefaultArraySerializers.FloatArraySerializer::new);
    addPrimitives(char[].class, Character.BYTES, DefaultArraySerializers.CharArraySerializer::new);
    addPrimitives(short[].class, Short.BYTES, DefaultArraySerializers.ShortArraySerializer::new);
    addPrimitives(boolean[].class, Byte.BYTES, ValueSerializers::booleans);
    add(String[].class, kryo -> new ArraySerializer(kryo, String[].class));
    add(Object[].class, kryo -> new ArraySerializer(kryo, Object[].class));
  }

  private static <A> void addPrimitives(Class<A> type, int elementBytes, Supplier<Serializer<A>> inline) {
    add(type, kryo -> new PrimitiveArraySerializer<>(type, elementBytes, inline.get()));
  }

  private static void addValues() {
    add(Object.class, kryo -> ValueSerializers.of((output, object) -> { }, input -> new Object()));
    add(Class.class, kryo -> ValueSerializers.classes(kryo.context()));
    add(BigInteger.class, kryo -> new DefaultSerializers.BigIntegerSerializer());
    add(BigDecimal.class, kryo -> new DefaultSerializers.BigDecimalSerializer());
    add(UUID.class, kryo -> new DefaultSerializers.UUIDSerializer());
    add(URI.class, kryo -> new DefaultSerializers.URISerializer());
    add(URL.class, kryo -> new DefaultSerializers.URLSerializer());
    add(Pattern.class, kryo -> new DefaultSerializers.PatternSerializer());
    add(Path.class, kryo -> ValueSerializers.path());
    add(Charset.class, kryo -> new DefaultSerializers.CharsetSerializer());
    add(BitSet.class, kryo -> new DefaultSerializers.BitSetSerializer());
    // Kryo's own one needs the module java.sql to be there.
    add(Date.class, kryo -> ValueSerializers.of(
        (output, date) -> output.writeLong(date.getTime()), input -> new Date(input.readLong())));
    add(StringBuilder.class, kryo -> new DefaultSerializers.StringBuilderSerializer());
    add(StringBuffer.class, kryo -> new DefaultSerializers.StringBufferSerializer());
    add(EnumSet.class, kryo -> new DefaultSerializers.EnumSetSerializer());
  }

  private static void addTimes() {
    add(Duration.class, kryo -> new TimeSerializers.DurationSerializer());
    add(Instant.class, kryo -> new TimeSerializers.InstantSerializer());
    add(LocalDate.class, kryo -> new TimeSerializers.LocalDateSerializer());
    add(LocalTime.class, kryo -> new TimeSerializers.LocalTimeSerializer());
    add(LocalDateTime.class, kryo -> new TimeSerializers.LocalDateTimeSerializer());
    add(OffsetTime.class, kryo -> new TimeSerializers.OffsetTimeSerializer());
    add(OffsetDateTime.class, kryo -> new TimeSerializers.OffsetDateTimeSerializer());
    add(ZoneOffset.class, kryo -> new TimeSerializers.ZoneOffsetSerializer());
    add(ZoneId.class, kryo -> new TimeSerializers.ZoneIdSerializer());
    add(ZonedDateTime.class, kryo -> ValueSerializers.zonedDateTime());
    add(Period.class, kryo -> new TimeSerializers.PeriodSerializer());
  }

  private static void addHolders() {
    add(Optional.class, PartSerializers::optional);
    add(OptionalInt.class, kryo -> new OptionalSerializers.OptionalIntSerializer());
    add(OptionalLong.class, kryo -> new OptionalSerializers.OptionalLongSerializer());
    add(OptionalDouble.class, kryo -> new OptionalSerializers.OptionalDoubleSerializer());
    add(AtomicBoolean.class, kryo -> new DefaultSerializers.AtomicBooleanSerializer());
    add(AtomicInteger.class, kryo -> new DefaultSerializers.AtomicIntegerSerializer());
    add(AtomicLong.class, kryo -> new DefaultSerializers.AtomicLongSerializer());
    add(AtomicReference.class, kryo -> PartSerializers.atomicReference());
    add(Map.Entry.class, kryo -> PartSerializers.entry(kryo, PartSerializers::entryAlone));
    add(Map.entry(1, 1).getClass(), kryo -> PartSerializers.entry(kryo, Map::entry));
  }
}
