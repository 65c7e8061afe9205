package dev.offload.processes;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.offload.conformance.Extent;
import dev.offload.conformance.Soak;
import dev.offload.processes.ParentProgram.End;
import dev.offload.processes.ParentProgram.State;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Workers, what their tasks have started, and files end with their parent, however that one ends and wherever they are. */
@Tag(Soak.TAG)
@Tag("full")
class ParentEndTest {
  private static final int ROUNDS = Extent.times(1, 1, 25);
  private static final Map<String, Long> SLOWEST_MILLIS = new TreeMap<>();

  static Stream<Arguments> ends() {
    return Stream.of(End.values()).flatMap(end -> Stream.of(State.values()).map(state -> Arguments.of(end, state)));
  }

  @AfterAll
  static void report() {
    Soak.report("End of the last child after the end of its parent: slowest of " + ROUNDS + ", in ms", SLOWEST_MILLIS);
  }

  @ParameterizedTest(name = "{0}, {1}")
  @MethodSource("ends")
  @DisplayName("E5: no child, grandchild or file outlives a parent that does not close, and none says a word")
  void parent_thatEnds_leavesNothing(End end, State state, @TempDir Path directory) throws Exception {
    for (int round = 0; round < ROUNDS; round++) {
      try (ParentProgram parent = ParentProgram.start(directory.resolve("round-" + round), state, 1, end)) {
        parent.awaitState(state, 1);

        parent.end(end);
        long start = System.nanoTime();
        parent.letStart();

        parent.lineage().awaitEnd();
        SLOWEST_MILLIS.merge(end + ", " + state, TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start), Math::max);
        assertEquals("", parent.stderr());
        assertNoFileLeft(parent, end, state);
      }
    }
  }

  /** Of a parent that was killed, what nobody was there to delete goes when the next one starts. */
  private static void assertNoFileLeft(ParentProgram parent, End end, State state) throws Exception {
    if (state == State.STARTING && (end == End.KILL || end == End.HALT)) {
      parent.startAnother();
    }
    assertEquals(List.of(), parent.files());
  }
}
