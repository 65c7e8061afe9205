package dev.offload.codec;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.util.concurrent.UncheckedExecutionException;
import dev.offload.RemoteTaskException;
import dev.offload.TaskTransferException;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever a task throws arrives, as itself or as a stand-in that tells all of it. */
class FailureTest {
  private final ByteCodec codec = new ByteCodec(CodecOptions.defaults(), FailureTest.class.getClassLoader());

  static Stream<Throwable> ordinary() {
    Exception withAll = new IllegalStateException("outer", new LanguageKinds.OwnException("inner", 2));
    withAll.addSuppressed(new IOException("beside", new Error("below")));
    return Stream.of(new RuntimeException(), new IllegalStateException("m"), new Exception("checked"), new Error("e"),
        new StackOverflowError(), new InterruptedException("i"), new LanguageKinds.OwnException("own", 1), withAll,
        new RuntimeException((Throwable) null), new TaskTransferException("t", null), new RemoteTaskException("c", null, null));
  }

  @ParameterizedTest
  @MethodSource("ordinary")
  @DisplayName("R1 class, message, causes, suppressed and stack trace arrive")
  void failure_thatCanTravel_arrivesAsItself(Throwable original) {
    Throwable copy = codec.decodeFailure(codec.encodeFailure(original));

    assertSameFailure(original, copy);
  }

  private static void assertSameFailure(Throwable expected, Throwable actual) {
    assertEquals(expected.getClass(), actual.getClass());
    assertEquals(expected.getMessage(), actual.getMessage());
    assertArrayEquals(expected.getStackTrace(), actual.getStackTrace());
    assertEquals(expected.getSuppressed().length, actual.getSuppressed().length);
    for (int i = 0; i < expected.getSuppressed().length; i++) {
      assertSameFailure(expected.getSuppressed()[i], actual.getSuppressed()[i]);
    }
    assertEquals(expected.getCause() == null, actual.getCause() == null);
    if (expected.getCause() != null) {
      assertSameFailure(expected.getCause(), actual.getCause());
    }
  }

  static Stream<Throwable> odd() {
    return Stream.of(new OddExceptions.ThrowsInWriteObject(), new OddExceptions.ThrowsInReadObject(),
        new OddExceptions.ThrowsInToString(), new OddExceptions.EndlessToString(),
        new OddExceptions.ThrowsInGetCause(), new LanguageKinds.HoldingException("odd", Thread.currentThread()));
  }

  @ParameterizedTest
  @MethodSource("odd")
  @DisplayName("R4 what cannot travel arrives as RemoteTaskException with class name, message and trace")
  void failure_thatCannotTravel_arrivesAsStandIn(Throwable original) {
    RemoteTaskException standIn = assertInstanceOf(RemoteTaskException.class, codec.decodeFailure(codec.encodeFailure(original)));

    assertEquals(original.getClass().getName(), standIn.originalClassName());
    assertEquals("odd", standIn.originalMessage());
    assertArrayEquals(original.getStackTrace(), standIn.getStackTrace());
  }

  @Test
  void failure_whoseMethodsMisbehave_arrivesAllTheSame() {
    Throwable endless = codec.decodeFailure(codec.encodeFailure(new OddExceptions.EndlessCauses()));
    Throwable traceless = codec.decodeFailure(codec.encodeFailure(new OddExceptions.NoTrace()));
    Throwable mute = codec.decodeFailure(codec.encodeFailure(new OddExceptions.ThrowsInGetMessage()));

    assertEquals("odd", endless.getMessage());
    assertEquals("odd", ((RemoteTaskException) traceless).originalMessage());
    assertEquals(OddExceptions.ThrowsInGetMessage.class.getName(), ((RemoteTaskException) mute).originalClassName());
    assertEquals("(its getMessage() fails)", ((RemoteTaskException) mute).originalMessage());
  }

  @Test
  @DisplayName("R4 a cause that cannot travel takes no other along")
  void failure_withBadCause_keepsTheRest() {
    Throwable innermost = new LanguageKinds.OwnException("innermost", 4);
    Throwable bad = new LanguageKinds.HoldingException("bad", Thread.currentThread());
    bad.initCause(innermost);
    Throwable original = new IllegalStateException("outer", bad);
    original.addSuppressed(new IOException("beside"));

    Throwable copy = codec.decodeFailure(codec.encodeFailure(original));

    assertEquals(IllegalStateException.class, copy.getClass());
    assertEquals(IOException.class, copy.getSuppressed()[0].getClass());
    RemoteTaskException standIn = assertInstanceOf(RemoteTaskException.class, copy.getCause());
    assertArrayEquals(bad.getStackTrace(), standIn.getStackTrace());
    assertSameFailure(innermost, standIn.getCause());
  }

  @Test
  @DisplayName("R4 a class unknown here arrives as RemoteTaskException, its causes as themselves")
  void failure_ofUnknownClass_arrivesAsStandIn() {
    ByteCodec elsewhere = new ByteCodec(CodecOptions.defaults(), ClassLoader.getPlatformClassLoader());
    Throwable original = new UncheckedExecutionException("unknown there", new IOException("known"));

    RemoteTaskException copy = assertInstanceOf(RemoteTaskException.class, elsewhere.decodeFailure(codec.encodeFailure(original)));

    assertEquals(UncheckedExecutionException.class.getName(), copy.originalClassName());
    assertEquals("unknown there", copy.originalMessage());
    assertArrayEquals(original.getStackTrace(), copy.getStackTrace());
    assertSameFailure(original.getCause(), copy.getCause());
  }

  @Test
  void failure_thatIsItsOwnCause_keepsTheKnot() {
    Throwable first = new IllegalStateException("first");
    Throwable second = new LanguageKinds.OwnException("second", 2);
    first.initCause(second);
    second.initCause(first);

    Throwable copy = codec.decodeFailure(codec.encodeFailure(first));

    assertEquals("second", copy.getCause().getMessage());
    assertSame(copy, copy.getCause().getCause());
  }

  @Test
  void failure_thatIsItsOwnCauseAndCannotTravel_arrivesCut() {
    Throwable first = new LanguageKinds.HoldingException("first", Thread.currentThread());
    Throwable second = new IllegalStateException("second", first);
    first.initCause(second);

    RemoteTaskException copy = assertInstanceOf(RemoteTaskException.class, codec.decodeFailure(codec.encodeFailure(first)));

    assertEquals("first", copy.originalMessage());
    assertTrue(copy.getCause().getMessage().contains("second"), copy.getCause().getMessage());
  }

  @Test
  void failure_with10_000Causes_arrivesWithTheFirst() {
    Throwable chain = new IOException("last");
    for (int i = 0; i < 10_000; i++) {
      chain = new IllegalStateException("cause " + i, chain);
    }

    Throwable copy = codec.decodeFailure(codec.encodeFailure(chain));

    int length = 1;
    Throwable end = copy;
    while (end.getCause() != null) {
      end = end.getCause();
      length++;
    }
    assertEquals("cause 9999", copy.getMessage());
    assertEquals(IllegalStateException.class, copy.getClass());
    assertTrue(length >= FailureWriter.MOST_THROWABLES, "only " + length);
    assertTrue(end.getMessage().contains("left out"), end.getMessage());
  }

  @Test
  void failure_largerThanMaxBytes_arrivesShortened() {
    ByteCodec small = new ByteCodec(CodecOptions.defaults().withMaxBytes(1024), FailureTest.class.getClassLoader());
    Throwable large = new IllegalStateException("m".repeat(100_000), new IOException("\u20ac".repeat(10_000)));

    byte[] bytes = small.encodeFailure(large);
    RemoteTaskException copy = assertInstanceOf(RemoteTaskException.class, small.decodeFailure(bytes));

    assertTrue(bytes.length <= 1024, "took " + bytes.length);
    assertEquals(IllegalStateException.class.getName(), copy.originalClassName());
    assertTrue(copy.originalMessage().startsWith("mmmmmmmmmm"), copy.originalMessage());
  }

  @Test
  void failure_withLargeTrace_keepsItsTraceWithinMaxBytes() {
    ByteCodec small = new ByteCodec(CodecOptions.defaults().withMaxBytes(1 << 16), FailureTest.class.getClassLoader());
    Throwable large = new IllegalStateException("m".repeat(70_000));

    Throwable copy = small.decodeFailure(small.encodeFailure(large));

    StackTraceElement[] trace = copy.getStackTrace();
    assertTrue(trace.length > 0);
    assertArrayEquals(Arrays.copyOf(large.getStackTrace(), trace.length), trace);
  }

  @Test
  void decodeFailure_bytesThatMakeNoSense_isATransferException() {
    Random random = new Random(1);
    byte[] whole = codec.encodeFailure(new IllegalStateException("m", new IOException("c")));

    for (int i = 0; i < 3000; i++) {
      byte[] mutated = whole.clone();
      mutated[random.nextInt(mutated.length)] = (byte) random.nextInt();
      codec.decodeFailure(Arrays.copyOf(mutated, 1 + random.nextInt(mutated.length)));
    }
    Throwable none = codec.decodeFailure(new byte[0]);
    Throwable other = codec.decodeFailure(codec.encodeResult(List.of("a result")));
    Throwable cut = codec.decodeFailure(Arrays.copyOf(whole, 20));

    for (Throwable failure : List.of(none, other, cut)) {
      assertInstanceOf(TaskTransferException.class, failure);
      assertTrue(failure.getMessage().startsWith("The failure cannot be decoded: "), failure.getMessage());
    }
  }

  @Test
  void nameOnly_isAReadableFailure() {
    byte[] body = FailureWriter.nameOnly(new OutOfMemoryError());
    byte[] bytes = new byte[body.length + 1];
    bytes[0] = codec.encodeFailure(new Error())[0];
    System.arraycopy(body, 0, bytes, 1, body.length);

    RemoteTaskException copy = assertInstanceOf(RemoteTaskException.class, codec.decodeFailure(bytes));

    assertEquals("java.lang.OutOfMemoryError", copy.originalClassName());
    assertNull(copy.originalMessage());
  }
}
