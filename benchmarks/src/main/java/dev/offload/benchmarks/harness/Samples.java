package dev.offload.benchmarks.harness;

import static com.google.common.base.Preconditions.checkArgument;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What one contestant reached, one value for each repetition.
 *
 * @param values in order of the repetitions, at least one
 */
public record Samples(List<Double> values) {
  /** Checks and copies. */
  public Samples {
    checkArgument(!values.isEmpty(), "values must not be empty");
    values = List.copyOf(values);
  }

  /** Samples of these values. */
  public static Samples of(double... values) {
    return new Samples(Arrays.stream(values).boxed().toList());
  }

  /** The least value. */
  public double min() {
    return sorted().get(0);
  }

  /** The value in the middle; the mean of the two in the middle where their number is even. */
  public double median() {
    List<Double> sorted = sorted();
    int middle = sorted.size() / 2;
    return sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
  }

  /** The greatest value. */
  public double max() {
    return sorted().get(values.size() - 1);
  }

  /**
   * These over others. Its median is that of the medians, and lies between its minimum and maximum, which are those of the pairs: what
   * was measured in the same repetition.
   */
  public Ratio over(Samples others) {
    List<Double> pairs = IntStream.range(0, Math.min(values.size(), others.values.size()))
        .mapToObj(i -> values.get(i) / others.values.get(i))
        .sorted()
        .toList();
    return new Ratio(pairs.get(0), median() / others.median(), pairs.get(pairs.size() - 1));
  }

  private List<Double> sorted() {
    return values.stream().sorted().toList();
  }

  /**
   * How many times the others' value.
   *
   * @param min of the pairs
   * @param median of one's median to the others'
   * @param max of the pairs
   */
  public record Ratio(double min, double median, double max) {}
}
