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
import java.util.function.BiFunction;
import java.util.regex.Pattern;

/**
 * The classes with serializers of their own, each with a number that stands for its name in messages. The order is part of the
 * format: both sides count alike. A serializer is made when the first object of its class comes, because a worker that starts needs
 * few of them for its first task.
 */
final class StandardTypes {
  private static final int INITIAL_CAPACITY = 11;
  private static final Map<Class<?>, BiFunction<CodecKryo, Class<?>, Serializer<?>>> TYPES = new LinkedHashMap<>();

  static {
    add(StandardTypes::ownForm, LambdaSerializer.class, JavaSerializer.class, Throwable.class);
    add(StandardTypes::collection, ArrayList.class, LinkedList.class, ArrayDeque.class, HashSet.class, LinkedHashSet.class, TreeSet.class,
        PriorityQueue.class, PriorityBlockingQueue.class, LinkedBlockingQueue.class, LinkedBlockingDeque.class);
    add(StandardTypes::map, HashMap.class, LinkedHashMap.class, ConcurrentHashMap.class, TreeMap.class);
    addImmutableCollections();
    add(StandardTypes::array, byte[].class, int[].class, long[].class, double[].class, float[].class, char[].class, short[].class,
        boolean[].class, String[].class, Object[].class);
    add(StandardTypes::value, Object.class, Class.class, BigInteger.class, BigDecimal.class, UUID.class, URI.class, URL.class,
        Pattern.class, Path.class, Charset.class, BitSet.class, Date.class, StringBuilder.class, StringBuffer.class, EnumSet.class);
    add(StandardTypes::time, Duration.class, Instant.class, LocalDate.class, LocalTime.class, LocalDateTime.class, OffsetTime.class,
        OffsetDateTime.class, ZoneOffset.class, ZoneId.class, ZonedDateTime.class, Period.class);
    add(StandardTypes::holder, Optional.class, OptionalInt.class, OptionalLong.class, OptionalDouble.class, AtomicBoolean.class,
        AtomicInteger.class, AtomicLong.class, AtomicReference.class, Map.Entry.class, Map.entry(1, 1).getClass());
  }

  private StandardTypes() {}

  static boolean includes(Class<?> type) {
    return TYPES.containsKey(type) || type.isPrimitive() || type == String.class
        || type.getPackageName().equals("java.lang") && (Number.class.isAssignableFrom(type) && Jdk.owns(type)
            || type == Boolean.class || type == Character.class);
  }

  static void register(CodecKryo kryo) {
    for (Class<?> type : TYPES.keySet()) {
      kryo.register(new LateRegistration(type, kryo));
    }
  }

  /** Makes the serializer of a class that is one of these. */
  static Serializer<?> serializer(CodecKryo kryo, Class<?> type) {
    return TYPES.get(type).apply(kryo, type);
  }

  private static void add(BiFunction<CodecKryo, Class<?>, Serializer<?>> maker, Class<?>... types) {
    for (Class<?> type : types) {
      TYPES.put(type, maker);
    }
  }

  private static void addImmutableCollections() {
    List<Integer> list = List.of(1, 2, 3, 4);
    for (Class<?> type : Set.of(List.of().getClass(), List.of(1).getClass(), list.subList(1, 3).getClass())) {
      add((kryo, known) -> CollectionSerializers.built(kryo, CollectionSerializers::immutableList), type);
    }
    for (Class<?> type : Set.of(Set.of().getClass(), Set.of(1).getClass())) {
      add((kryo, known) -> CollectionSerializers.built(kryo, Set::of), type);
    }
    for (Class<?> type : Set.of(Map.of().getClass(), Map.of(1, 1).getClass())) {
      add((kryo, known) -> MapSerializers.immutable(kryo), type);
    }
    add((kryo, type) -> CollectionSerializers.built(kryo, Arrays::asList), Arrays.asList().getClass());
    add((kryo, type) -> new DefaultSerializers.CollectionsEmptyListSerializer(), Collections.emptyList().getClass());
    add((kryo, type) -> new DefaultSerializers.CollectionsEmptySetSerializer(), Collections.emptySet().getClass());
    add((kryo, type) -> new DefaultSerializers.CollectionsEmptyMapSerializer(), Collections.emptyMap().getClass());
  }

  private static Serializer<?> ownForm(CodecKryo kryo, Class<?> type) {
    return switch (type.getSimpleName()) {
      case "LambdaSerializer" -> new LambdaSerializer(kryo);
      case "JavaSerializer" -> new JavaSerializer(kryo);
      case "Throwable" -> new ThrowableSerializer(kryo);
      default -> throw new IllegalStateException("no serializer for " + type);
    };
  }

  private static Serializer<?> collection(CodecKryo kryo, Class<?> type) {
    return switch (type.getSimpleName()) {
      case "ArrayList" -> CollectionSerializers.filled(ArrayList::new);
      case "LinkedList" -> CollectionSerializers.filled(count -> new LinkedList<>());
      case "ArrayDeque" -> CollectionSerializers.filled(ArrayDeque::new);
      case "HashSet" -> CollectionSerializers.filled(count -> new HashSet<>(capacity(count)));
      case "LinkedHashSet" -> CollectionSerializers.filled(count -> new LinkedHashSet<>(capacity(count)));
      case "TreeSet" -> CollectionSerializers.<TreeSet<?>>sorted(TreeSet::comparator, TreeSet::new);
      case "PriorityQueue" -> CollectionSerializers.<PriorityQueue<?>>sorted(PriorityQueue::comparator, PriorityQueue::new);
      case "PriorityBlockingQueue" -> CollectionSerializers.<PriorityBlockingQueue<?>>sorted(PriorityBlockingQueue::comparator,
          comparator -> new PriorityBlockingQueue<>(INITIAL_CAPACITY, comparator));
      case "LinkedBlockingQueue" -> CollectionSerializers.bounded(LinkedBlockingQueue::new);
      case "LinkedBlockingDeque" -> CollectionSerializers.bounded(LinkedBlockingDeque::new);
      default -> throw new IllegalStateException("no serializer for " + type);
    };
  }

  private static Serializer<?> map(CodecKryo kryo, Class<?> type) {
    return switch (type.getSimpleName()) {
      case "HashMap" -> MapSerializers.filled(count -> new HashMap<>(capacity(count)));
      case "LinkedHashMap" -> MapSerializers.filled(count -> new LinkedHashMap<>(capacity(count)));
      case "ConcurrentHashMap" -> MapSerializers.filled(count -> new ConcurrentHashMap<>(capacity(count)));
      case "TreeMap" -> MapSerializers.sorted(TreeMap::new);
      default -> throw new IllegalStateException("no serializer for " + type);
    };
  }

  private static int capacity(int count) {
    return (int) Math.min(1 << 30, count * 4L / 3 + 1);
  }

  private static Serializer<?> array(CodecKryo kryo, Class<?> type) {
    return switch (type.getSimpleName()) {
      case "byte[]" -> new PrimitiveArraySerializer<>(byte[].class, Byte.BYTES, new DefaultArraySerializers.ByteArraySerializer());
      case "int[]" -> new PrimitiveArraySerializer<>(int[].class, Integer.BYTES, new DefaultArraySerializers.IntArraySerializer());
      case "long[]" -> new PrimitiveArraySerializer<>(long[].class, Long.BYTES, new DefaultArraySerializers.LongArraySerializer());
      case "double[]" -> new PrimitiveArraySerializer<>(double[].class, Double.BYTES, new DefaultArraySerializers.DoubleArraySerializer());
      case "float[]" -> new PrimitiveArraySerializer<>(float[].class, Float.BYTES, new DefaultArraySerializers.FloatArraySerializer());
      case "char[]" -> new PrimitiveArraySerializer<>(char[].class, Character.BYTES, new DefaultArraySerializers.CharArraySerializer());
      case "short[]" -> new PrimitiveArraySerializer<>(short[].class, Short.BYTES, new DefaultArraySerializers.ShortArraySerializer());
      case "boolean[]" -> new PrimitiveArraySerializer<>(boolean[].class, Byte.BYTES, ValueSerializers.booleans());
      case "String[]" -> new ArraySerializer(kryo, String[].class);
      case "Object[]" -> new ArraySerializer(kryo, Object[].class);
      default -> throw new IllegalStateException("no serializer for " + type);
    };
  }

  private static Serializer<?> value(CodecKryo kryo, Class<?> type) {
    return switch (type.getSimpleName()) {
      case "Object" -> ValueSerializers.of((output, object) -> { }, input -> new Object());
      case "Class" -> ValueSerializers.classes(kryo.context());
      case "BigInteger" -> new DefaultSerializers.BigIntegerSerializer();
      case "BigDecimal" -> new DefaultSerializers.BigDecimalSerializer();
      case "UUID" -> new DefaultSerializers.UUIDSerializer();
      case "URI" -> new DefaultSerializers.URISerializer();
      case "URL" -> new DefaultSerializers.URLSerializer();
      case "Pattern" -> new DefaultSerializers.PatternSerializer();
      case "Path" -> ValueSerializers.path();
      case "Charset" -> new DefaultSerializers.CharsetSerializer();
      case "BitSet" -> new DefaultSerializers.BitSetSerializer();
      // Kryo's own one needs the module java.sql to be there.
      case "Date" -> ValueSerializers.of(
          (output, date) -> output.writeLong(date.getTime()), input -> new Date(input.readLong()));
      case "StringBuilder" -> new DefaultSerializers.StringBuilderSerializer();
      case "StringBuffer" -> new DefaultSerializers.StringBufferSerializer();
      case "EnumSet" -> new DefaultSerializers.EnumSetSerializer();
      default -> throw new IllegalStateException("no serializer for " + type);
    };
  }

  private static Serializer<?> time(CodecKryo kryo, Class<?> type) {
    return switch (type.getSimpleName()) {
      case "Duration" -> new TimeSerializers.DurationSerializer();
      case "Instant" -> new TimeSerializers.InstantSerializer();
      case "LocalDate" -> new TimeSerializers.LocalDateSerializer();
      case "LocalTime" -> new TimeSerializers.LocalTimeSerializer();
      case "LocalDateTime" -> new TimeSerializers.LocalDateTimeSerializer();
      case "OffsetTime" -> new TimeSerializers.OffsetTimeSerializer();
      case "OffsetDateTime" -> new TimeSerializers.OffsetDateTimeSerializer();
      case "ZoneOffset" -> new TimeSerializers.ZoneOffsetSerializer();
      case "ZoneId" -> new TimeSerializers.ZoneIdSerializer();
      case "ZonedDateTime" -> ValueSerializers.zonedDateTime();
      case "Period" -> new TimeSerializers.PeriodSerializer();
      default -> throw new IllegalStateException("no serializer for " + type);
    };
  }

  private static Serializer<?> holder(CodecKryo kryo, Class<?> type) {
    return switch (type.getSimpleName()) {
      case "Optional" -> PartSerializers.optional(kryo);
      case "OptionalInt" -> new OptionalSerializers.OptionalIntSerializer();
      case "OptionalLong" -> new OptionalSerializers.OptionalLongSerializer();
      case "OptionalDouble" -> new OptionalSerializers.OptionalDoubleSerializer();
      case "AtomicBoolean" -> new DefaultSerializers.AtomicBooleanSerializer();
      case "AtomicInteger" -> new DefaultSerializers.AtomicIntegerSerializer();
      case "AtomicLong" -> new DefaultSerializers.AtomicLongSerializer();
      case "AtomicReference" -> PartSerializers.atomicReference();
      case "Entry" -> PartSerializers.entry(kryo, PartSerializers::entryAlone);
      // The entries of Map.of.
      default -> PartSerializers.entry(kryo, Map::entry);
    };
  }
}
