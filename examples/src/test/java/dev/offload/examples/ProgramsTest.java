package dev.offload.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.offload.Capability;
import dev.offload.ExecutorConfig;
import java.io.PrintWriter;
import java.io.Writer;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Each program gives the outcome that it is there to show, on each backend. */
class ProgramsTest {
  /** What these need not every backend has. */
  private static final Set<String> NEED_MEMORY = Set.of("BlockByName", "TwoHalves", "ValuesAndArrays");

  private final PrintWriter out = new PrintWriter(Writer.nullWriter());

  static Stream<Arguments> programs() {
    return Examples.programs().stream().flatMap(program -> Backends.ofThisBuild().stream()
        .map(backend -> Arguments.of(program.getClass().getSimpleName(), backend, program)));
  }

  @ParameterizedTest(name = "{0} on {1}")
  @MethodSource("programs")
  @Timeout(value = 120, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void program_hasItsOutcome(String name, String backend, Program<?> program) {
    Trial trial = program.trial(Backends.config(backend), out);

    if (NEED_MEMORY.contains(name) && Backends.isWithout(Capability.SHARES_MEMORY, backend)) {
      assertEquals(Trial.Verdict.REFUSED, trial.verdict());
      assertTrue(trial.reason().contains(Capability.SHARES_MEMORY.name()), trial.reason());
    } else {
      assertEquals(Trial.right(), trial);
    }
  }

  /** A program whose outcome is wrong, or that fails. */
  private static final class Wrong extends Program<Integer> {
    private final @Nullable RuntimeException failure;

    Wrong(@Nullable RuntimeException failure) {
      this.failure = failure;
    }

    @Override
    protected Integer run(ExecutorConfig config, PrintWriter out) {
      if (failure != null) {
        throw failure;
      }
      return 7;
    }

    @Override
    protected boolean isRight(Integer outcome, WorkerKind workers) {
      return outcome == 8;
    }
  }

  @Test
  void trial_thatIsNotRight_saysWhy() {
    List<Trial> trials = Stream.of(new Wrong(null), new Wrong(new IllegalStateException("broken")),
        new Wrong(new UnsupportedOperationException("no such thing here")))
        .map(program -> program.trial(Backends.config("threads"), out)).toList();

    assertEquals(List.of(Trial.wrong("the outcome is 7"), Trial.wrong("java.lang.IllegalStateException: broken"),
        Trial.refused("no such thing here")), trials);
    assertFalse(Examples.programs().isEmpty());
  }
}
