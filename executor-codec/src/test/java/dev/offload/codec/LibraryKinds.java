package dev.offload.codec;

import com.google.common.collect.ImmutableBiMap;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableListMultimap;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableMultiset;
import com.google.common.collect.ImmutableRangeSet;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.ImmutableSetMultimap;
import com.google.common.collect.ImmutableSortedMap;
import com.google.common.collect.ImmutableSortedSet;
import com.google.common.collect.ImmutableTable;
import com.google.common.collect.Range;
import dev.offload.Task;
import java.io.File;
import java.io.Serializable;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Timestamp;
import java.text.SimpleDateFormat;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Properties;
import java.util.Random;
import java.util.Set;
import java.util.TimeZone;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.PriorityBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Kinds out of the JDK's libraries and Guava. */
final class LibraryKinds {
  private LibraryKinds() {}

  static List<Kind> all() {
    return Stream.of(collections(), views(), values(), times(), internals(), guava()).flatMap(List::stream).toList();
  }

  private static Map<String, Integer> sample() {
    return new HashMap<>(Map.of("a", 1, "b", 2));
  }

  /** Order of a hash table is no promise, so it is not compared. */
  private static Object sorted(Collection<?> elements) {
    return new TreeSet<>(elements);
  }

  private static List<Kind> collections() {
    return List.of(
        Kind.of("List.of", () -> List.of("x", "y", "z")),
        Kind.of("Set.of", () -> Set.of("x", "y", "z"), (Set<String> set) -> sorted(set) + set.getClass().getName()),
        Kind.of("Map.of", () -> Map.of("k", 1, "l", 2), (Map<String, Integer> map) -> new TreeMap<>(map) + map.getClass().getName()),
        Kind.of("Arrays.asList", () -> Arrays.asList("a", null, 3)),
        Kind.of("Stream.toList() with null", () -> Stream.of("a", null).toList()),
        Kind.of("ArrayDeque", () -> new ArrayDeque<>(List.of(3, 1, 2))),
        Kind.of("CopyOnWriteArrayList", () -> new CopyOnWriteArrayList<>(List.of("c", 1))),
        Kind.of("ConcurrentHashMap", () -> new ConcurrentHashMap<>(sample())),
        Kind.of("TreeMap with a lambda comparator", LibraryKinds::treeMap),
        Kind.of("TreeSet with Comparator.comparing", () -> {
          TreeSet<String> set = new TreeSet<>(Comparator.comparing((Sized & Serializable) String::length));
          set.addAll(List.of("three", "a", "bb"));
          return set;
        }),
        Kind.of("bounded queue", LibraryKinds::boundedQueue, queue -> queue + "" + queue.remainingCapacity()),
        Kind.of("unbounded queue", () -> new LinkedBlockingQueue<>(List.of(1, 2))),
        Kind.of("priority queue", () -> new PriorityBlockingQueue<>(List.of(3, 1, 2))),
        Kind.of("queue in an array", () -> new ArrayBlockingQueue<>(5, true, List.of(1, 2))),
        Kind.of("Properties", () -> {
          Properties properties = new Properties();
          properties.setProperty("k", "v");
          return properties;
        }));
  }

  private interface Sized extends Function<String, Integer> {}

  private static BlockingQueue<Integer> boundedQueue() {
    BlockingQueue<Integer> queue = new LinkedBlockingQueue<>(5);
    queue.addAll(List.of(1, 2));
    return queue;
  }

  private static Object treeMap() {
    Map<String, Integer> map = new TreeMap<>((Comparator<String> & Serializable) (a, b) -> b.compareTo(a));
    map.putAll(sample());
    return map;
  }

  private static List<Kind> views() {
    return List.of(
        Kind.of("subList of List.of", () -> List.of(1, 2, 3).subList(1, 3), List::toString),
        Kind.of("subList of ArrayList", () -> new ArrayList<>(List.of(1, 2, 3)).subList(1, 3), List::toString),
        Kind.of("keySet", () -> sample().keySet(), (Set<?> keys) -> sorted(keys)),
        Kind.of("values", () -> sample().values(), (Collection<?> values) -> sorted(values)),
        Kind.of("entrySet", () -> new HashMap<>(Map.of("k", 1)).entrySet(), Object::toString),
        Kind.of("Map.entry", () -> Map.entry("k", 1)),
        Kind.of("Collections.unmodifiableList", () -> Collections.unmodifiableList(new ArrayList<>(List.of(1, 2)))),
        Kind.of("Collections.unmodifiableMap of what is not Serializable",
            () -> Collections.unmodifiableMap(new HashMap<>(Map.of("k", new LanguageKinds.Account("o", 1)))),
            (Map<String, LanguageKinds.Account> map) -> map.get("k").describe() + map.getClass().getName()),
        Kind.of("Collections.synchronizedMap", () -> Collections.synchronizedMap(sample()),
            (Map<String, Integer> map) -> new TreeMap<>(map) + map.getClass().getName()),
        Kind.of("Collections.emptyList", () -> Collections.emptyList(), list -> list == Collections.emptyList()),
        Kind.of("Collections.singletonList", () -> Collections.singletonList(new LanguageKinds.Point(1, 2, "p"))));
  }

  private static List<Kind> values() {
    return List.of(
        Kind.of("Optional", () -> Optional.of("o")), Kind.of("OptionalInt", () -> OptionalInt.of(3)),
        Kind.of("UUID", () -> new UUID(1, 2)), Kind.of("URI", () -> URI.create("http://a/b?c=d")),
        Kind.of("URL", () -> LanguageKinds.call(() -> URI.create("http://a/b?c=d").toURL())),
        Kind.of("AtomicInteger", () -> new AtomicInteger(7)),
        Kind.of("AtomicReference", () -> new AtomicReference<>("v")),
        Kind.of("Pattern", () -> Pattern.compile("a+", Pattern.CASE_INSENSITIVE), (Pattern pattern) -> pattern + "" + pattern.flags()),
        Kind.of("BigDecimal", () -> new BigDecimal("12345678901234567890.12345")),
        Kind.of("BigInteger", () -> BigInteger.TWO.pow(99)),
        Kind.of("Class", () -> LanguageKinds.Colour.class), Kind.of("Class of a primitive", () -> int.class),
        Kind.of("BitSet", () -> BitSet.valueOf(new long[] {5, -1})),
        Kind.of("Locale", () -> Locale.forLanguageTag("zh-Hant-TW")),
        Kind.of("Charset", () -> StandardCharsets.UTF_16LE),
        Kind.of("String beyond ASCII", () -> "gr\u00fc\u00df \ud83d\ude00"),
        Kind.of("StringBuilder", () -> new StringBuilder("abc")),
        Kind.of("Character", () -> 'c'), Kind.of("Long", () -> Long.MIN_VALUE), Kind.of("Float", () -> Float.NaN),
        Kind.of("plain Object", Object::new, object -> object.getClass()));
  }

  private static List<Kind> times() {
    ZoneId berlin = ZoneId.of("Europe/Berlin");
    return List.of(
        Kind.of("LocalDateTime", () -> LocalDateTime.of(2024, 2, 29, 23, 59, 58, 7)),
        Kind.of("ZonedDateTime", () -> ZonedDateTime.of(2024, 2, 29, 1, 2, 3, 4, berlin)),
        Kind.of("ZonedDateTime in the hour that repeats",
            () -> ZonedDateTime.of(2024, 10, 27, 2, 30, 0, 0, berlin).withLaterOffsetAtOverlap()),
        Kind.of("Duration", () -> Duration.ofSeconds(-5, 3)),
        Kind.of("Date", () -> new Date(-1), (Date date) -> date.getTime()),
        Kind.of("Timestamp with nanoseconds", () -> {
          Timestamp timestamp = new Timestamp(1000);
          timestamp.setNanos(123_456_789);
          return timestamp;
        }),
        Kind.of("SimpleDateFormat", () -> format(), (SimpleDateFormat format) -> format.format(new Date(0))),
        Kind.of("TimeZone", () -> TimeZone.getTimeZone("Asia/Tokyo"), (TimeZone zone) -> zone.getID()));
  }

  private static SimpleDateFormat format() {
    SimpleDateFormat format = new SimpleDateFormat("yyyy-MM", Locale.ROOT);
    format.setTimeZone(TimeZone.getTimeZone("UTC"));
    return format;
  }

  private static List<Kind> internals() {
    return List.of(
        Kind.of("File", () -> new File("/tmp/x")), Kind.of("Path", () -> Path.of("/tmp", "y")),
        Kind.of("InetAddress", () -> LanguageKinds.call(() -> InetAddress.getByAddress("here", new byte[] {127, 0, 0, 1}))),
        Kind.of("Random", () -> new Random(42), LibraryKinds::next),
        Kind.of("reverse order", () -> Collections.reverseOrder(), (Comparator<Integer> order) -> order.compare(1, 2)),
        Kind.of("natural order", () -> Comparator.naturalOrder()),
        Kind.of("subclass of a JDK collection", () -> {
          Tagged tagged = new Tagged();
          tagged.tag = "t";
          tagged.add(() -> 5);
          return tagged;
        }, (Tagged tagged) -> tagged.tag + LanguageKinds.call(tagged.get(0))));
  }

  /** What the next number would be; asked of a copy, so that the value stays as it is. */
  private static Object next(Random random) {
    ByteCodec codec = new ByteCodec(CodecOptions.defaults(), LibraryKinds.class.getClassLoader());
    return codec.decodeResult(codec.encodeResult(random)) instanceof Random copy
            ? copy.nextInt() : "none";
  }

  static final class Tagged extends ArrayList<Task<Integer>> {
    private static final long serialVersionUID = 1L;
    String tag = "";
  }

  private static List<Kind> guava() {
    LanguageKinds.Colour red = LanguageKinds.Colour.RED;
    return List.of(
        Kind.of("ImmutableList", () -> ImmutableList.of("a", 2)), Kind.of("ImmutableSet", () -> ImmutableSet.of(red, "b")),
        Kind.of("ImmutableMap with keys hashed by identity", () -> ImmutableMap.of(red, 1, LanguageKinds.Colour.GREEN, 2),
            (ImmutableMap<LanguageKinds.Colour, Integer> map) -> map + "" + map.get(red)),
        Kind.of("ImmutableBiMap", () -> ImmutableBiMap.of("k", 1)),
        Kind.of("ImmutableSortedSet", () -> ImmutableSortedSet.of(3, 1, 2)),
        Kind.of("ImmutableSortedMap", () -> ImmutableSortedMap.of("b", 1, "a", 2)),
        Kind.of("ImmutableListMultimap", () -> ImmutableListMultimap.of("k", 1, "k", 2)),
        Kind.of("ImmutableSetMultimap", () -> ImmutableSetMultimap.of("k", 1, "k", 2)),
        Kind.of("ImmutableMultiset", () -> ImmutableMultiset.of("a", "a", "b")),
        Kind.of("ImmutableTable", () -> ImmutableTable.of("r", "c", 1)),
        Kind.of("Range", () -> Range.closedOpen(1, 5)),
        Kind.of("ImmutableRangeSet", () -> ImmutableRangeSet.of(Range.atLeast(3))),
        Kind.of("ImmutableList of what is not Serializable", () -> ImmutableList.of(new LanguageKinds.Account("o", 2)),
            (ImmutableList<LanguageKinds.Account> list) -> list.get(0).describe()));
  }
}
