package dev.offload.codec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.base.Stopwatch;
import com.google.common.collect.ImmutableList;
import dev.offload.Action;
import dev.offload.Task;
import dev.offload.TaskFunction;
import dev.offload.TaskTransferException;
import dev.offload.spi.TaskCall;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.net.Socket;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What cannot travel says where it is, what it is and what to do. */
class TransferErrorTest {
  private final ByteCodec codec = new ByteCodec(CodecOptions.defaults(), TransferErrorTest.class.getClassLoader());

  private record Connection(Object socket) {}

  private static final class Service {
    private final Connection connection = new Connection(new Socket());
  }

  private static final class Holder {
    private Object value;

    Holder(Object value) {
      this.value = value;
    }
  }

  private static final class CustomSerial implements Serializable {
    private static final long serialVersionUID = 1L;
    @SuppressWarnings("serial")
    private final List<Object> parts;

    CustomSerial(List<Object> parts) {
      this.parts = parts;
    }

    private void writeObject(ObjectOutputStream out) throws IOException {
      out.defaultWriteObject();
    }

    private void readObject(ObjectInputStream in) throws IOException, ClassNotFoundException {
      in.defaultReadObject();
    }
  }

  private static final class FailsToInitialise {
    static final int VALUE = fail();

    private static int fail() {
      throw new IllegalStateException("static initialiser");
    }
  }

  static Stream<Arguments> culprits() {
    Thread thread = Thread.currentThread();
    return Stream.of(
        Arguments.of(new Holder(thread), "result.value : java.lang.Thread"),
        Arguments.of(List.of("a", new Holder(thread)), "result[1].value : java.lang.Thread"),
        Arguments.of(new Object[] {null, new Object[] {thread}}, "result[1][0] : java.lang.Thread"),
        Arguments.of(new Thread[] {null, thread}, "result[1] : java.lang.Thread"),
        Arguments.of(new TreeMap<>(Map.of("good", 1, "bad", thread)), "result[\"bad\"] : java.lang.Thread"),
        Arguments.of(Map.of(7, thread), "result[7] : java.lang.Thread"),
        Arguments.of(Map.of(new Holder(thread), 1), "result.key[entry 0].value : java.lang.Thread"),
        Arguments.of(Optional.of(thread), "result : java.lang.Thread"),
        Arguments.of(new AtomicReference<>(thread), "result.value : java.lang.Thread"),
        Arguments.of(new Connection(thread), "result.socket : java.lang.Thread"),
        Arguments.of(Collections.unmodifiableList(new ArrayList<>(List.of(1, thread))), "result[1] : java.lang.Thread"),
        Arguments.of(Collections.synchronizedMap(new TreeMap<>(Map.of("k", thread))), "result[\"k\"] : java.lang.Thread"),
        Arguments.of(ImmutableList.of(1, thread), "result[1] : java.lang.Thread"),
        Arguments.of(new CustomSerial(new ArrayList<>(List.of(5, thread))), "result.parts[1] : java.lang.Thread"),
        Arguments.of(new Holder((Task<Object>) () -> thread), "result.value.captured[0] : java.lang.Thread"));
  }

  @ParameterizedTest
  @MethodSource("culprits")
  @DisplayName("C5 the message gives the path to the culprit")
  void encode_culpritInside_isNamedByItsPath(Object value, String path) {
    String message = encodeError(value).getMessage();

    assertTrue(message.startsWith("The result cannot be encoded: " + path + ". Reason: a thread belongs to its JVM. "), message);
  }

  @Test
  @DisplayName("C5 the message gives the path through a lambda to the culprit and what to do")
  void encodeCall_capturedSocket_isNamedByItsPath() {
    Service service = new Service();
    Task<Object> task = () -> service.connection.socket();

    TaskTransferException error = assertThrows(TaskTransferException.class,
        () -> codec.encodeCall(new TaskCall.OfCallable<>(task)));

    assertEquals("The task cannot be encoded: task.captured[0].connection.socket : java.net.Socket. Reason: a socket belongs to the "
        + "JVM that opened it. Send the address and connect inside the task, or make the field that holds it transient or static.",
        error.getMessage());
  }

  @Test
  @DisplayName("C5 a bad argument is told apart from a bad task")
  void encodeCall_badArguments_areNamed() {
    TaskFunction<Object, Object> function = x -> x;

    TaskTransferException one = assertThrows(TaskTransferException.class,
        () -> codec.encodeCall(new TaskCall.OfFunction<>(function, List.of(Thread.currentThread()))));
    TaskTransferException second = assertThrows(TaskTransferException.class,
        () -> codec.encodeCall(new TaskCall.OfBiFunction<>((a, b) -> a, 1, Thread.currentThread())));

    assertTrue(one.getMessage().startsWith("The argument cannot be encoded: task.argument[0] : java.lang.Thread"), one.getMessage());
    assertTrue(second.getMessage().startsWith("The argument cannot be encoded: task.second : java.lang.Thread"), second.getMessage());
  }

  @Test
  @DisplayName("C4 a lambda that was typed as plain Callable says how to type it")
  void encodeCall_plainLambda_saysHowToTypeIt() {
    Callable<Integer> plain = () -> 1;

    TaskTransferException error = assertThrows(TaskTransferException.class, () -> codec.encodeCall(new TaskCall.OfCallable<>(plain)));

    assertTrue(error.getMessage().contains("typed as java.util.concurrent.Callable, which is not Serializable. Type it as "
        + "dev.offload.Task, or cast it: (Callable<\u2026> & Serializable)"), error.getMessage());
  }

  @Test
  void encode_plainLambdaOfAnotherInterface_saysHowToTypeIt() {
    Supplier<Integer> captured = () -> 1;
    Action action = () -> captured.get();

    TaskTransferException error = assertThrows(TaskTransferException.class, () -> codec.encodeCall(new TaskCall.OfAction(action)));

    assertTrue(error.getMessage().contains("task.captured[0] : "), error.getMessage());
    assertTrue(error.getMessage().contains("typed as java.util.function.Supplier, which is not Serializable. Let the interface"),
        error.getMessage());
  }

  static Stream<Object> liveThings() {
    return Stream.of(new ThreadGroup("g"), TransferErrorTest.class.getClassLoader(), new ByteArrayInputStream(new byte[0]),
        ForkJoinPool.commonPool(), new CompletableFuture<>(), Stream.of(1), List.of(1).iterator(), new ThreadLocal<>(),
        ProcessHandle.current(), Function.identity(), new Thread() { });
  }

  @ParameterizedTest
  @MethodSource("liveThings")
  void encode_liveThing_isRefusedWithAdvice(Object live) {
    String message = encodeError(new Holder(live)).getMessage();

    assertTrue(message.startsWith("The result cannot be encoded: result.value : "), message);
    assertTrue(message.matches(".*Reason: .+\\. .+\\."), message);
  }

  @Test
  @DisplayName("E7 an executor cannot travel")
  void encode_executor_isRefused() {
    ExecutorService executor = Executors.newSingleThreadExecutor();

    String message = encodeError(new Holder(executor)).getMessage();
    executor.shutdownNow();

    assertTrue(message.contains("an executor belongs to the JVM that opened it"), message);
  }

  @Test
  void encode_nullOfALiveType_travels() {
    Object copy = codec.decodeResult(codec.encodeResult(new Thread[2]));

    assertEquals(2, ((Thread[]) copy).length);
  }

  @Test
  void encode_cycleThroughRecord_isAnErrorNotGarbage() {
    Holder holder = new Holder(null);
    holder.value = new Connection(holder);
    Object fine = codec.decodeResult(codec.encodeResult(holder));
    Connection record = new Connection(holder);
    holder.value = record;

    String message = encodeError(record).getMessage();

    assertInstanceOf(Connection.class, ((Holder) fine).value);
    assertTrue(message.contains("result.socket.value : "), message);
    assertTrue(message.contains("a cycle leads back to this object"), message);
  }

  @Test
  void encode_cycleThroughArraysAsList_isAnErrorNotGarbage() {
    List<Object> list = Arrays.asList(new Object[1]);
    list.set(0, list);

    assertTrue(encodeError(list).getMessage().contains("a cycle leads back to this object"));
  }

  @Test
  void encode_userCodeThrows_isTheCause() {
    class Broken implements Serializable {
      private static final long serialVersionUID = 1L;

      private void writeObject(ObjectOutputStream out) {
        throw new AssertionError("not me");
      }
    }

    TaskTransferException error = encodeError(List.of(1, new Broken()));

    assertTrue(error.getMessage().contains("result[1] : "), error.getMessage());
    assertEquals("not me", error.getCause().getMessage());
  }

  @Test
  void decode_staticInitialiserFails_isTheCause() {
    byte[] named = codec.encodeResult(new Holder("x"));
    byte[] renamed = HostileBytesTest.replaceText(named, Holder.class.getName(), FailsToInitialise.class.getName());

    TaskTransferException error = assertThrows(TaskTransferException.class, () -> codec.decodeResult(renamed));

    assertInstanceOf(ExceptionInInitializerError.class, error.getCause());
    assertTrue(error.getMessage().contains("its code threw java.lang.ExceptionInInitializerError"), error.getMessage());
  }

  @Test
  void decode_missingClass_isNamedWithItsPath() {
    byte[] bytes = codec.encodeResult(new Object[] {1, Stopwatch.createUnstarted()});
    ByteCodec elsewhere = new ByteCodec(CodecOptions.defaults(), ClassLoader.getPlatformClassLoader());

    TaskTransferException error = assertThrows(TaskTransferException.class, () -> elsewhere.decodeResult(bytes));

    assertTrue(error.getMessage().startsWith("The result cannot be decoded: result[1]. Reason: class " + Stopwatch.class.getName()
        + " is not found in this JVM. "), error.getMessage());
  }

  private TaskTransferException encodeError(Object value) {
    return assertThrows(TaskTransferException.class, () -> codec.encodeResult(value));
  }
}
