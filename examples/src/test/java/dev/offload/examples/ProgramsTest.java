package dev.offload.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.offload.ExecutorConfig;
import java.io.PrintWriter;
import java.io.Writer;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Each program gives the outcome that it is there to show, on each backend. */
class ProgramsTest {
  private final PrintWriter out = new PrintWriter(Writer.nullWriter());

  static Stream<Arguments> programs() {
    return Examples.programs().stream().flatMap(program -> Backends.ALL.stream()
        .map(backend -> Arguments.of(program.getClass().getSimpleName(), backend, program)));
  }

  @ParameterizedTest(name = "{0} on {1}")
  @MethodSource("programs")
  @Timeout(value = 120, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void program_hasItsOutcome(String name, String backend, Program<?> program) {
    assertEquals("", program.mistake(Backends.config(backend), out));
  }

  /** A program whose outcome is wrong, or that fails. */
  private static final class Wrong extends Program<Integer> {
    private final boolean fails;

    Wrong(boolean fails) {
      this.fails = fails;
    }

    @Override
    protected Integer run(ExecutorConfig config, PrintWriter out) {
      if (fails) {
        throw new IllegalStateException("broken");
      }
      return 7;
    }

    @Override
    protected boolean isRight(Integer outcome, boolean isolates) {
      return outcome == 8;
    }
  }

  @Test
  void mistake_ofAWrongOutcome_saysWhatItIs() {
    List<String> mistakes = Stream.of(new Wrong(false), new Wrong(true))
        .map(program -> program.mistake(Backends.config("threads"), out)).toList();

    assertEquals(List.of("the outcome is 7", "java.lang.IllegalStateException: broken"), mistakes);
    assertFalse(Examples.programs().isEmpty());
  }
}
