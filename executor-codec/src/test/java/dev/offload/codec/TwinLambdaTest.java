package dev.offload.codec;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.offload.TaskFunction;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** References to one method with different types put in: to the compiler's own deserialisation they are one (JDK-8208752). */
class TwinLambdaTest {
  private final ByteCodec codec = new ByteCodec(CodecOptions.defaults(), TwinLambdaTest.class.getClassLoader());

  @Test
  @DisplayName("C4: a reference to one method serves each type it is used with")
  void twins_ofAnUnboundReference_eachWork() throws Exception {
    TaskFunction<Integer, String> ofNumber = Object::toString;
    TaskFunction<LocalDate, String> ofDate = Object::toString;
    TaskFunction<List<Integer>, String> ofList = Object::toString;

    assertEquals("2026-11-21", copy(ofDate).apply(LocalDate.of(2026, 11, 21)));
    assertEquals("7", copy(ofNumber).apply(7));
    assertEquals("[1]", copy(ofList).apply(List.of(1)));
    assertEquals("8", copy(ofNumber).apply(8));
  }

  @Test
  void twins_ofStaticReferences_eachWork() throws Exception {
    TaskFunction<Integer, String> ofNumber = String::valueOf;
    TaskFunction<BigDecimal, String> ofDecimal = String::valueOf;

    assertEquals("1.50", copy(ofDecimal).apply(new BigDecimal("1.50")));
    assertEquals("3", copy(ofNumber).apply(3));
  }

  @Test
  void twins_ofABoundReference_keepWhatTheyCapture() throws Exception {
    List<Object> holder = List.of(1, "two");
    TaskFunction<Integer, Boolean> ofNumber = holder::contains;
    TaskFunction<String, Boolean> ofText = holder::contains;

    assertEquals(true, copy(ofText).apply("two"));
    assertEquals(true, copy(ofNumber).apply(1));
    assertEquals(false, copy(ofNumber).apply(2));
  }

  @Test
  void twin_thatWasLinkedAnew_travelsOn() throws Exception {
    TaskFunction<Integer, String> ofNumber = Object::toString;
    TaskFunction<LocalDate, String> ofDate = Object::toString;

    TaskFunction<LocalDate, String> twice = copy(copy(ofDate));
    assertEquals("2026-11-21", twice.apply(LocalDate.of(2026, 11, 21)));
    assertEquals("5", copy(copy(ofNumber)).apply(5));
  }

  @SuppressWarnings("unchecked")
  private <T> T copy(T value) {
    return (T) codec.decodeResult(codec.encodeResult(value));
  }
}
