package dev.offload.benchmarks.harness;

import dev.offload.benchmarks.harness.Samples.Ratio;
import dev.offload.benchmarks.harness.Target.Against;
import java.util.Optional;

/**
 * Whether a target of a bar was met.
 *
 * @param measured what was measured
 * @param target what had to come out; empty: nothing
 * @param ratio of Offload to what the target says; to the floor where it says nothing; empty where one of both is missing
 * @param met whether it came out; empty where there is no target, or what it is against could not run
 */
public record Verdict(Measured measured, Optional<Target> target, Optional<Ratio> ratio, Optional<Boolean> met) {
  static Verdict withoutTarget(Measured measured) {
    return new Verdict(measured, Optional.empty(), ratio(measured.offload(), measured.floor()), Optional.empty());
  }

  static Verdict of(Measured measured, Target target) {
    Optional<Samples> other = target.peer().map(measured::peer).orElseGet(measured::floor);
    Optional<Ratio> ratio = ratio(measured.offload(), other);
    Optional<Double> judged = target.against() == Against.NOTHING
        ? measured.offload().map(Samples::median)
        : ratio.map(Ratio::median);
    Optional<Boolean> met = judged.map(target::isMetBy);
    if (met.isEmpty() && measured.offloadIsBroken()) {
      met = Optional.of(false);
    }
    return new Verdict(measured, Optional.of(target), ratio, met);
  }

  /** The name of the bar, with that of the target where it has several: {@code tiny-tasks/vs-cpython}. */
  public String name() {
    String suffix = target.map(Target::suffix).orElse("");
    return suffix.isEmpty() ? measured.bar().name() : measured.bar().name() + "/" + suffix;
  }

  private static Optional<Ratio> ratio(Optional<Samples> offload, Optional<Samples> other) {
    return offload.isPresent() && other.isPresent() ? Optional.of(offload.get().over(other.get())) : Optional.empty();
  }
}
