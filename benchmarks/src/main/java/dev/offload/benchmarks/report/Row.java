package dev.offload.benchmarks.report;

import dev.offload.benchmarks.harness.Bar;
import dev.offload.benchmarks.harness.Contestant.Role;
import dev.offload.benchmarks.harness.Result;
import dev.offload.benchmarks.harness.Samples;
import dev.offload.benchmarks.harness.Samples.Ratio;
import dev.offload.benchmarks.harness.Target;
import dev.offload.benchmarks.harness.Target.Against;
import dev.offload.benchmarks.harness.Verdict;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A verdict as the JSON has it; {@code benchmarks/README.md} says what each key means. Null is what was not measured.
 *
 * @param bar name of the bar, and of the target where there are several
 * @param unit of all values
 * @param offload median
 * @param floor median
 * @param peers medians; null for one that did not run
 * @param ratio of the medians of Offload and what {@code against} names
 * @param target the limit, of the ratio or of Offload's own value as {@code targetOf} says
 * @param met whether the limit is kept
 * @param what the work, for people
 * @param better {@code less} or {@code more}
 * @param against what the ratio is to
 * @param targetOf {@code ratio} or {@code offload}
 * @param bound {@code at most} or {@code at least}
 * @param goal what would be better still
 * @param ratioMin of the pairs of one repetition
 * @param ratioMax of the pairs of one repetition
 * @param names of Offload's contestant and the floor
 * @param samples every value, by contestant
 * @param notRun why, by contestant
 */
public record Row(
    String bar, String unit, @Nullable Double offload, @Nullable Double floor, Map<String, @Nullable Double> peers,
    @Nullable Double ratio, @Nullable Double target, @Nullable Boolean met,
    String what, String better, @Nullable String against, @Nullable String targetOf, @Nullable String bound, @Nullable Double goal,
    @Nullable Double ratioMin, @Nullable Double ratioMax,
    Map<String, String> names, Map<String, List<Double>> samples, Map<String, String> notRun) {

  /** The row of a verdict. */
  public static Row of(Verdict verdict) {
    Bar bar = verdict.measured().bar();
    Optional<Target> target = verdict.target();
    Optional<Ratio> ratio = verdict.ratio();
    Results results = new Results(verdict.measured().results());
    return new Row(
        verdict.name(), bar.unit(), results.median(Role.OFFLOAD), results.median(Role.FLOOR), results.peers(),
        ratio.map(Ratio::median).orElse(null),
        target.map(Target::limit).orElse(null),
        verdict.met().orElse(null),
        bar.what(), bar.better().name().toLowerCase(),
        ratio.isPresent() ? target.flatMap(Target::peer).orElseGet(() -> results.names().get("floor")) : null,
        target.map(t -> t.against() == Against.NOTHING ? "offload" : "ratio").orElse(null),
        target.map(t -> t.bound() == Target.Bound.AT_MOST ? "at most" : "at least").orElse(null),
        target.map(t -> t.goal().isPresent() ? t.goal().getAsDouble() : null).orElse(null),
        ratio.map(Ratio::min).orElse(null), ratio.map(Ratio::max).orElse(null),
        results.names(), results.samples(), results.notRun());
  }

  /** The results of one bar, sorted out by what the JSON has of them. */
  private record Results(List<Result> all) {
    @Nullable Double median(Role role) {
      return all.stream().filter(result -> result.contestant().role() == role).findFirst()
          .flatMap(Result::samples).map(Samples::median).orElse(null);
    }

    Map<String, @Nullable Double> peers() {
      Map<String, @Nullable Double> peers = new LinkedHashMap<>();
      for (Result result : all) {
        if (result.contestant().role() == Role.PEER) {
          peers.put(result.contestant().name(), result.samples().map(Samples::median).orElse(null));
        }
      }
      return peers;
    }

    Map<String, String> names() {
      Map<String, String> names = new LinkedHashMap<>();
      for (Result result : all) {
        if (result.contestant().role() != Role.PEER) {
          names.put(result.contestant().role().name().toLowerCase(), result.contestant().name());
        }
      }
      return names;
    }

    Map<String, List<Double>> samples() {
      Map<String, List<Double>> samples = new LinkedHashMap<>();
      all.forEach(result -> result.samples().ifPresent(values -> samples.put(result.contestant().name(), values.values())));
      return samples;
    }

    Map<String, String> notRun() {
      Map<String, String> reasons = new LinkedHashMap<>();
      all.forEach(result -> result.notRun().ifPresent(reason -> reasons.put(result.contestant().name(), reason)));
      return reasons;
    }
  }
}
