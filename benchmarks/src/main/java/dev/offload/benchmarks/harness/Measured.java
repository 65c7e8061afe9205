package dev.offload.benchmarks.harness;

import dev.offload.benchmarks.harness.Contestant.Role;
import java.util.List;
import java.util.Optional;

/**
 * A bar with what its contestants reached.
 *
 * @param bar what was measured
 * @param results one for each contestant
 */
public record Measured(Bar bar, List<Result> results) {
  /** One verdict for each target, or one without where the bar has none. */
  public List<Verdict> verdicts() {
    if (bar.targets().isEmpty()) {
      return List.of(Verdict.withoutTarget(this));
    }
    return bar.targets().stream().map(target -> Verdict.of(this, target)).toList();
  }

  Optional<Samples> offload() {
    return ofRole(Role.OFFLOAD);
  }

  Optional<Samples> floor() {
    return ofRole(Role.FLOOR);
  }

  Optional<Samples> peer(String name) {
    return results.stream().filter(result -> result.contestant().name().equals(name)).findFirst().flatMap(Result::samples);
  }

  boolean offloadIsBroken() {
    return results.stream().anyMatch(result -> result.contestant().role() == Role.OFFLOAD && result.broken());
  }

  private Optional<Samples> ofRole(Role role) {
    return results.stream().filter(result -> result.contestant().role() == role).findFirst().flatMap(Result::samples);
  }
}
