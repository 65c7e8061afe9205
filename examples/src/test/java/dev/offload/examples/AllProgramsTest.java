package dev.offload.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.offload.ExecutorConfig;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** The table of all programs: what it shows, and its exit status. */
class AllProgramsTest {
  private final StringWriter out = new StringWriter();
  private final Map<String, Program<?>> programs = new LinkedHashMap<>();

  @Test
  void outcomes_asTheyShouldBe_areStatus0() {
    programs.put("good", new Answering(42));

    assertEquals(0, run("--backend", "threads"));
    assertEquals(List.of("threads", "good right"), lines());
  }

  @Test
  void outcome_thatDiffers_isStatus1AndTold() {
    programs.put("bad", new Answering(41));
    programs.put("good", new Answering(42));

    assertEquals(1, run("--backend", "threads"));
    assertEquals(List.of("threads", "bad WRONG", "good right", "bad on threads: the outcome is 41"), lines());
  }

  @Test
  void program_thatThrows_isStatus1AndTold() {
    programs.put("broken", new Answering(-1));

    assertEquals(1, run("--backend", "threads"));
    assertTrue(lines().contains("broken on threads: java.io.IOException: no answer"), out.toString());
  }

  @Test
  void program_thatTheBackendRefuses_isStatus0AndToldWhy() {
    programs.put("refused", new Answering(0));

    assertEquals(0, run("--backend", "threads"));
    assertEquals(List.of("threads", "refused refused", "refused on threads: not here"), lines());
  }

  @Test
  void backends_allOfTheClassPath_areColumns() {
    programs.put("good", new Answering(42));

    assertEquals(0, run());
    assertEquals(List.of(String.join(" ", Backends.ALL), "good" + " right".repeat(Backends.ALL.size())), lines());
  }

  private int run(String... arguments) {
    return new CommandLine(new AllPrograms(programs)).setOut(new PrintWriter(out, true)).execute(arguments);
  }

  private List<String> lines() {
    return out.toString().lines().map(line -> line.strip().replaceAll(" +", " ")).toList();
  }

  /** Finds what it is told to, and should find 42; fails where that is negative, is refused where it is 0. */
  private static final class Answering extends Program<Integer> {
    private final int answer;

    Answering(int answer) {
      this.answer = answer;
    }

    @Override
    protected Integer run(ExecutorConfig config, PrintWriter out) throws IOException {
      if (answer == 0) {
        throw new UnsupportedOperationException("not here");
      }
      if (answer < 0) {
        throw new IOException("no answer");
      }
      return answer;
    }

    @Override
    protected boolean isRight(Integer outcome, WorkerKind workers) {
      return outcome == 42;
    }
  }
}
