package dev.offload.benchmarks.harness;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * One thing that is measured, between whom, and what has to come out.
 *
 * @param name on the command line and in the JSON
 * @param what the work, for people
 * @param unit of all its values
 * @param better which values are the better ones
 * @param targets what has to come out; none: only to be known
 * @param warmUps samples of each contestant that do not count
 * @param needsNode whether the JVM that measures it is to be a node of a cluster
 * @param entrants who takes part, for work of a scale
 */
public record Bar(
    String name, String what, String unit, Better better, List<Target> targets, int warmUps, boolean needsNode,
    Function<Scale, List<Contestant>> entrants) {

  /** A bar without targets and contestants, with one warm-up. */
  public static Bar of(String name, String what, String unit, Better better) {
    return new Bar(name, what, unit, better, List.of(), 1, false, scale -> List.of());
  }

  /** With one more target. */
  public Bar withTarget(Target target) {
    List<Target> all = new ArrayList<>(targets);
    all.add(target);
    return new Bar(name, what, unit, better, List.copyOf(all), warmUps, needsNode, entrants);
  }

  /** With another number of samples that do not count. */
  public Bar withWarmUps(int samples) {
    return new Bar(name, what, unit, better, targets, samples, needsNode, entrants);
  }

  /** Measured in a JVM with the options that a node of a cluster needs. */
  public Bar onNode() {
    return new Bar(name, what, unit, better, targets, warmUps, true, entrants);
  }

  /** With these contestants. */
  public Bar between(Function<Scale, List<Contestant>> contestants) {
    return new Bar(name, what, unit, better, targets, warmUps, needsNode, contestants);
  }
}
