package dev.offload.codec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.collect.ImmutableList;
import dev.offload.RemoteTaskException;
import dev.offload.Task;
import dev.offload.TaskTransferException;
import dev.offload.spi.TaskCall;
import java.io.File;
import java.math.BigDecimal;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** With an allow-list nothing else is made from bytes, on either side and in any form. */
class AllowListTest {
  private final ByteCodec open = codec(CodecOptions.defaults());
  private final ByteCodec closed = codec(CodecOptions.defaults().withAllowedClasses(List.of("com.acme.*")));

  private static ByteCodec codec(CodecOptions options) {
    return new ByteCodec(options, AllowListTest.class.getClassLoader());
  }

  static Stream<Arguments> notAllowed() {
    return Stream.of(new LanguageKinds.Point(1, 2, "p"), new LanguageKinds.Account("a", 1), LanguageKinds.Colour.RED,
        LanguageKinds.Colour.GREEN, List.of(new LanguageKinds.Account("a", 1)), new LanguageKinds.Account[1],
        LanguageKinds.Account.class, ImmutableList.of(1), (Task<Integer>) () -> 1, new EnumMap<>(Map.of(LanguageKinds.Colour.RED, 1)),
        new LibraryKinds.Tagged(), Collections.unmodifiableList(new ArrayList<>(List.of(LanguageKinds.Colour.RED))))
        .map(value -> Arguments.arguments(new Object[] {value}));
  }

  @ParameterizedTest
  @MethodSource("notAllowed")
  void encode_classNotAllowed_namesItAndTheCure(Object value) {
    TaskTransferException error = assertThrows(TaskTransferException.class, () -> closed.encodeResult(value));

    assertTrue(error.getMessage().matches("(?s).*class [\\w.$]+ is not allowed to travel. Add it to allowedClasses.*"),
        error.getMessage());
  }

  @ParameterizedTest
  @MethodSource("notAllowed")
  void decode_classNotAllowed_namesItAndTheCure(Object value) {
    byte[] bytes = open.encodeResult(value);

    TaskTransferException error = assertThrows(TaskTransferException.class, () -> closed.decodeResult(bytes));

    assertTrue(error.getMessage().matches("(?s).*class [\\w.$]+ is not allowed to travel. Add it to allowedClasses.*"),
        error.getMessage());
  }

  @Test
  void values_ofTheJdk_areAlwaysAllowed() {
    List<Object> values = new ArrayList<>(List.of(1, "s", BigDecimal.ONE, ZonedDateTime.now(), Map.of("k", List.of(new int[] {1})),
        Collections.synchronizedList(new ArrayList<>(List.of(1))), new Random(1), new File("f"),
        new String[][] {{"a"}}));

    Object copy = closed.decodeResult(closed.encodeResult(values));

    assertEquals(values.size(), ((List<?>) copy).size());
  }

  @Test
  void classes_allowedByNameOrBeginning_travel() {
    ByteCodec byName = codec(CodecOptions.defaults().withAllowedClasses(List.of(LanguageKinds.class.getName())));
    ByteCodec byBeginning = codec(CodecOptions.defaults().withAllowedClasses(List.of("dev.offload.codec.*")));
    Task<Integer> task = () -> 5;

    Object record = byName.decodeResult(byName.encodeResult(new LanguageKinds.Point(1, 2, "nested classes come along")));
    Object constant = byName.decodeResult(byName.encodeResult(LanguageKinds.Colour.GREEN));
    TaskCall<?> call = byBeginning.decodeCall(byBeginning.encodeCall(new TaskCall.OfCallable<>(task)));

    assertEquals(new LanguageKinds.Point(1, 2, "nested classes come along"), record);
    assertEquals(LanguageKinds.Colour.GREEN, constant);
    assertInstanceOf(TaskCall.OfCallable.class, call);
  }

  @Test
  void failures_ofClassesNotAllowed_arriveAsStandIns() {
    Throwable own = new LanguageKinds.OwnException("mine", 1);
    Throwable ofTheJdk = new IllegalStateException("jdk", own);

    Throwable fromOpen = closed.decodeFailure(open.encodeFailure(ofTheJdk));
    Throwable fromClosed = open.decodeFailure(closed.encodeFailure(own));

    assertEquals(IllegalStateException.class, fromOpen.getClass());
    assertEquals(LanguageKinds.OwnException.class.getName(), ((RemoteTaskException) fromOpen.getCause()).originalClassName());
    assertInstanceOf(RemoteTaskException.class, fromClosed);
  }
}
