package dev.offload.benchmarks.report;

import dev.offload.benchmarks.harness.Bar;
import dev.offload.benchmarks.harness.Better;
import dev.offload.benchmarks.harness.Contestant;
import dev.offload.benchmarks.harness.Measured;
import dev.offload.benchmarks.harness.Result;
import dev.offload.benchmarks.harness.Samples;
import dev.offload.benchmarks.harness.Target;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Rows as a race would give them. */
public final class Rows {
  private Rows() {}

  /** Offload 22, the floor 11, a peer 2,000, and one that did not run; at most 2 times the floor. */
  public static Row row() {
    Bar bar = Bar.of("work", "some <work>", "ms", Better.LESS).withTarget(Target.atMost(2).timesFloor().withGoal(1.3));
    return Row.of(new Measured(bar, List.of(
        reached(Contestant.offload("Offload processes", () -> () -> 1), 20, 22, 24),
        reached(Contestant.floor("socket", () -> () -> 1), 10, 11, 12),
        reached(Contestant.peer("theirs", () -> () -> 1), 2_000, 2_000, 2_000),
        new Result(Contestant.peer("absent", () -> () -> 1), Optional.empty(), Optional.of("<none> & nothing"), false)))
        .verdicts().get(0));
  }

  /** The same with another name. */
  static Row row(String name) {
    return with(row(), name, true);
  }

  /** The same with another verdict. */
  public static Row withMet(Row row, @Nullable Boolean met) {
    return with(row, row.bar(), met);
  }

  private static Row with(Row row, String name, @Nullable Boolean met) {
    return new Row(name, row.unit(), row.offload(), row.floor(), row.peers(), row.ratio(), row.target(), met, row.what(),
        row.better(), row.against(), row.targetOf(), row.bound(), row.goal(), row.ratioMin(), row.ratioMax(), row.names(),
        row.samples(), row.notRun());
  }

  /** A run with these rows. */
  public static Run run(Row... rows) {
    return new Run(Run.FORMAT, "2026-11-21T10:00:00Z", "0123456789", "full", 3, Machine.here(), List.of(rows));
  }

  private static Result reached(Contestant contestant, double... values) {
    return new Result(contestant, Optional.of(Samples.of(values)), Optional.empty(), false);
  }
}
