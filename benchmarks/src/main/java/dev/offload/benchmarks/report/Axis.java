package dev.offload.benchmarks.report;

import java.util.ArrayList;
import java.util.List;

/**
 * Where a value lies on an axis of so many pixels: from 0, or logarithmic where the values lie decades apart.
 *
 * @param least the value at 0 pixels
 * @param greatest the value at the end
 * @param width pixels
 * @param isLogarithmic whether equal distances are equal ratios
 */
record Axis(double least, double greatest, double width, boolean isLogarithmic) {
  private static final double DECADES_APART = 20;

  /** A mark with its label. */
  record Tick(double at, String label) {}

  static Axis of(List<Double> values, double width) {
    double min = values.stream().mapToDouble(value -> value).min().orElse(1);
    double max = values.stream().mapToDouble(value -> value).max().orElse(1);
    if (max / min < DECADES_APART) {
      return new Axis(0, max, width, false);
    }
    // A decade below the least value, so that its bar can be seen.
    return new Axis(Math.pow(10, Math.floor(Math.log10(min / 1.5))), max, width, true);
  }

  double at(double value) {
    return isLogarithmic
        ? width * Math.log10(value / least) / Math.log10(greatest / least)
        : width * value / greatest;
  }

  List<Tick> ticks() {
    List<Tick> ticks = new ArrayList<>();
    if (isLogarithmic) {
      for (double value = least; value <= greatest; value *= 10) {
        ticks.add(new Tick(at(value), Figures.ofLimit(value)));
      }
      return ticks;
    }
    double step = roundStep(greatest / 4);
    for (int i = 0; i * step <= greatest; i++) {
      ticks.add(new Tick(at(i * step), Figures.ofLimit(i * step)));
    }
    return ticks;
  }

  /** The greatest of 1, 2, 5 and their decades that is not over a value. */
  private static double roundStep(double atMost) {
    double decade = Math.pow(10, Math.floor(Math.log10(atMost)));
    for (int step : new int[] {5, 2}) {
      if (step * decade <= atMost) {
        return step * decade;
      }
    }
    return decade;
  }
}
