package dev.offload.codec;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.offload.RemoteTaskException;
import dev.offload.Task;
import dev.offload.TaskFunction;
import dev.offload.TaskTransferException;
import dev.offload.spi.TaskCall;
import java.io.IOException;
import java.io.InputStream;
import java.io.Serializable;
import java.lang.ref.WeakReference;
import java.lang.reflect.Constructor;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Calls, identity, and what a codec does over its life: errors, threads, memory, class loaders. */
class CodecTest {
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final ByteCodec codec = new ByteCodec(CodecOptions.defaults(), CodecTest.class.getClassLoader());

  private Object copy(Object value) {
    return codec.decodeResult(codec.encodeResult(value));
  }

  private static int counted;

  @Test
  @DisplayName("C4 calls of each form travel with their arguments")
  void call_ofEachForm_doesTheSame() throws Exception {
    TaskCall<?> callable = new TaskCall.OfCallable<>((Task<Integer>) () -> 1);
    TaskCall<?> action = new TaskCall.OfAction(() -> counted++);
    TaskCall<?> function = new TaskCall.OfFunction<>((List<Integer> list) -> list.get(1), List.of(1, 2));
    TaskCall<?> biFunction = new TaskCall.OfBiFunction<>((Integer a, String b) -> a + b, null, "x");
    counted = 0;

    assertEquals(1, codec.decodeCall(codec.encodeCall(callable)).call());
    assertNull(codec.decodeCall(codec.encodeCall(action)).call());
    assertEquals(2, codec.decodeCall(codec.encodeCall(function)).call());
    assertEquals("nullx", codec.decodeCall(codec.encodeCall(biFunction)).call());
    assertEquals(1, counted);
  }

  @Test
  void call_codeAndArgumentThatShareAnObject_stillDo() throws Exception {
    List<Integer> shared = new ArrayList<>();
    TaskFunction<List<Integer>, Boolean> function = list -> list == shared;

    TaskCall<?> copy = codec.decodeCall(codec.encodeCall(new TaskCall.OfFunction<>(function, shared)));

    assertEquals(true, copy.call());
  }

  @Test
  @DisplayName("C6 what is encoded is a snapshot")
  void call_changedAfterEncoding_isAsItWas() throws Exception {
    List<Integer> list = new ArrayList<>(List.of(1));
    byte[] bytes = codec.encodeCall(new TaskCall.OfFunction<>((List<Integer> l) -> l.size(), list));

    list.add(2);

    assertEquals(1, codec.decodeCall(bytes).call());
  }

  @Test
  void nullResult_travels() {
    assertNull(copy(null));
  }

  @Test
  void objects_referredToTwice_stayOne() {
    List<Integer> immutable = List.of(1, 2);
    List<Object> view = Collections.unmodifiableList(new ArrayList<>(List.of(1)));
    Object account = new LanguageKinds.Account("a", 1);
    Map<String, Object> wrapped = Collections.synchronizedMap(new HashMap<>(Map.of("k", account)));

    Object[] copies = (Object[]) copy(new Object[] {immutable, immutable, view, view, account, wrapped});

    assertSame(copies[0], copies[1]);
    assertThrows(UnsupportedOperationException.class, () -> ((List<?>) copies[1]).clear());
    assertSame(copies[2], copies[3]);
    assertSame(copies[4], ((Map<?, ?>) copies[5]).get("k"));
  }

  private static final class WithoutConstructor {
    final int value;
    transient Object gone = "gone";

    WithoutConstructor(int value) {
      this.value = value;
    }
  }

  @Test
  void transientField_afterARoundTrip_hasWhatTheConstructorGaveIt() {
    LanguageKinds.Node node = (LanguageKinds.Node) copy(new LanguageKinds.Node("n"));
    WithoutConstructor without = (WithoutConstructor) copy(new WithoutConstructor(3));

    assertEquals("n", node.name);
    assertEquals(3, without.value);
    assertNull(without.gone);
  }

  @Test
  void encode_afterFailures_isRight() {
    Object good = List.of(new LanguageKinds.Point(1, 2, "p"), Map.of("k", List.of("v")));
    byte[] expected = codec.encodeResult(good);

    for (int i = 0; i < 100; i++) {
      assertThrows(TaskTransferException.class, () -> codec.encodeResult(new Object[] {good, "more", Thread.currentThread()}));
      assertThrows(TaskTransferException.class, () -> codec.decodeResult(new byte[] {expected[0], 99, 98, 97}));

      assertArrayEquals(expected, codec.encodeResult(good));
      assertEquals(good, codec.decodeResult(expected));
    }
  }

  @Test
  void codec_usedByEightThreads_isRight() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(8);
    List<Future<Integer>> done = new ArrayList<>();

    for (int t = 0; t < 8; t++) {
      int number = t;
      done.add(threads.submit(() -> roundTrips(number)));
    }
    int sum = 0;
    for (Future<Integer> future : done) {
      sum += future.get();
    }
    threads.shutdown();

    assertEquals(8 * 1000, sum);
  }

  private int roundTrips(int number) throws Exception {
    int right = 0;
    for (int i = 0; i < 1000; i++) {
      int captured = number * 1000 + i;
      if (i % 10 == 0) {
        assertThrows(TaskTransferException.class, () -> codec.encodeResult(List.of(captured, Thread.currentThread())));
      }
      Task<List<String>> task = () -> List.of("n" + captured);
      Object result = codec.decodeCall(codec.encodeCall(new TaskCall.OfCallable<>(task))).call();
      right += List.of("n" + captured).equals(copy(result)) ? 1 : 0;
    }
    return right;
  }

  @Test
  @DisplayName("R7 a codec keeps no reference to what went through it")
  void codec_afterACall_holdsNoObject() {
    List<WeakReference<Object>> gone = new ArrayList<>();
    for (int size : new int[] {1, 5000}) {
      gone.addAll(sendAndForget(size));
    }

    await().atMost(PATIENCE).until(() -> {
      System.gc();
      return gone.stream().allMatch(reference -> reference.get() == null);
    });
  }

  private List<WeakReference<Object>> sendAndForget(int size) {
    List<Object> objects = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      objects.add(new LanguageKinds.Account("o" + i, i));
    }
    Task<Object> task = () -> objects.get(0);
    assertThrows(TaskTransferException.class, () -> codec.encodeResult(List.of(objects, Thread.currentThread())));
    byte[] bytes = codec.encodeCall(new TaskCall.OfCallable<>(task));
    TaskCall<?> copy = codec.decodeCall(bytes);
    return List.of(new WeakReference<>(objects.get(0)), new WeakReference<>(copy), new WeakReference<>(copy.code()),
        new WeakReference<>(bytes));
  }

  @Test
  void pool_givenBackMoreThanItHolds_dropsTheRest() {
    AtomicInteger made = new AtomicInteger();
    CodecContext context = CodecContext.create(CodecOptions.defaults(), CodecTest.class.getClassLoader());
    SessionPool pool = new SessionPool(() -> {
      made.incrementAndGet();
      return new KryoSession(context, 1024);
    });
    int most = Runtime.getRuntime().availableProcessors() + 2;
    List<KryoSession> taken = new ArrayList<>();

    for (int i = 0; i < most + 10; i++) {
      taken.add(pool.take());
    }
    taken.forEach(pool::giveBack);
    for (int i = 0; i < most + 1; i++) {
      assertNotNull(pool.take());
    }

    assertEquals(most + 10 + 1, made.get());
  }

  /** Defines the classes of the tests anew, as a worker does that gets them over the channel. */
  private static final class OwnLoader extends ClassLoader {
    OwnLoader() {
      super(CodecTest.class.getClassLoader());
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
      if (!name.startsWith("dev.offload.codec.L")) {
        return super.loadClass(name, resolve);
      }
      Class<?> known = findLoadedClass(name);
      if (known != null) {
        return known;
      }
      try (InputStream in = getResourceAsStream(name.replace('.', '/') + ".class")) {
        byte[] bytes = in.readAllBytes();
        return defineClass(name, bytes, 0, bytes.length);
      } catch (IOException e) {
        throw new ClassNotFoundException(name, e);
      }
    }
  }

  @Test
  void decode_classes_areThoseOfTheGivenLoader() {
    OwnLoader loader = new OwnLoader();
    ByteCodec there = new ByteCodec(CodecOptions.defaults(), loader);

    for (Kind kind : LanguageKinds.all()) {
      Object original = kind.value().get();
      Class<?> type = there.decodeResult(codec.encodeResult(original)).getClass();
      boolean own = original.getClass().getName().startsWith("dev.offload.codec.L") && type != RemoteTaskException.class;

      assertTrue(!own || type.getClassLoader() == loader, kind.name());
    }
    Object tagged = there.decodeResult(codec.encodeResult(new LibraryKinds.Tagged()));
    Throwable failure = there.decodeFailure(codec.encodeFailure(new LanguageKinds.OwnException("m", 1)));

    assertSame(loader, tagged.getClass().getClassLoader());
    assertSame(loader, failure.getClass().getClassLoader());
  }

  @Test
  void encode_ofAnotherLoadersClass_isRefused() throws Exception {
    Constructor<?> constructor = new OwnLoader().loadClass(LibraryKinds.Tagged.class.getName()).getDeclaredConstructor();
    constructor.setAccessible(true);
    Object other = constructor.newInstance();

    TaskTransferException error = assertThrows(TaskTransferException.class, () -> codec.encodeResult(new Object[] {1, other}));

    assertTrue(error.getMessage().contains("result[1]"), error.getMessage());
    assertTrue(error.getMessage().contains("another class of the name " + LibraryKinds.Tagged.class.getName()), error.getMessage());
  }

  private static final class ReadsItself implements Serializable {
    private static final long serialVersionUID = 1L;

    private final int[] numbers;

    ReadsItself(int[] numbers) {
      this.numbers = numbers;
    }

    private Object readResolve() {
      return new ReadsItself(numbers);
    }
  }

  @Test
  void object_thatGoesByJavaSerializationWithALongArray_arrives() {
    int[] numbers = IntStream.range(0, 10_000).toArray();

    ReadsItself copy = (ReadsItself) copy(new ReadsItself(numbers));

    assertArrayEquals(numbers, copy.numbers);
  }
}
