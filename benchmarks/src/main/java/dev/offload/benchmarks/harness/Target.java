package dev.offload.benchmarks.harness;

import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What has to come out of a bar.
 *
 * @param suffix tells it from other targets of the same bar; empty for the first
 * @param bound on which side of the limit
 * @param limit for the ratio, or for the value itself
 * @param against what the ratio is to; with {@link Against#NOTHING} the limit is for the value itself
 * @param peer the name of the peer, for {@link Against#PEER}
 * @param goal what would be better still
 */
public record Target(
    String suffix, Bound bound, double limit, Against against, Optional<String> peer, OptionalDouble goal) {

  /** On which side of a limit a value has to lie. */
  public enum Bound {
    /** Not over it. */
    AT_MOST,
    /** Not under it. */
    AT_LEAST
  }

  /** What a ratio is to. */
  public enum Against {
    /** The floor, measured in the same run. */
    FLOOR,
    /** A peer, measured in the same run. */
    PEER,
    /** No ratio: the value itself counts. */
    NOTHING
  }

  /** A limit that must not be exceeded, of the value itself unless {@link #timesFloor} or {@link #times} says otherwise. */
  public static Target atMost(double limit) {
    return new Target("", Bound.AT_MOST, limit, Against.NOTHING, Optional.empty(), OptionalDouble.empty());
  }

  /** A limit that has to be reached, of the value itself unless {@link #timesFloor} or {@link #times} says otherwise. */
  public static Target atLeast(double limit) {
    return new Target("", Bound.AT_LEAST, limit, Against.NOTHING, Optional.empty(), OptionalDouble.empty());
  }

  /** The limit is one of the ratio to the floor. */
  public Target timesFloor() {
    return new Target(suffix, bound, limit, Against.FLOOR, Optional.empty(), goal);
  }

  /** The limit is one of the ratio to a peer. */
  public Target times(String name) {
    return new Target(suffix, bound, limit, Against.PEER, Optional.of(name), goal);
  }

  /** With a goal beyond the limit. */
  public Target withGoal(double newGoal) {
    return new Target(suffix, bound, limit, against, peer, OptionalDouble.of(newGoal));
  }

  /** With a name of its own beside the other targets of the bar. */
  public Target withSuffix(String newSuffix) {
    return new Target(newSuffix, bound, limit, against, peer, goal);
  }

  boolean isMetBy(double value) {
    return bound == Bound.AT_MOST ? value <= limit : value >= limit;
  }
}
