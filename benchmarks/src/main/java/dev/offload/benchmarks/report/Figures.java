package dev.offload.benchmarks.report;

import java.util.Locale;

/** Figures as people read them: three digits that count, and thousands apart. */
final class Figures {
  private Figures() {}

  static String of(double value) {
    double magnitude = Math.abs(value);
    if (magnitude >= 1000) {
      return String.format(Locale.ROOT, "%,d", roundedToThreeDigits(value));
    }
    int decimals = magnitude >= 100 ? 0 : magnitude >= 10 ? 1 : 2;
    return String.format(Locale.ROOT, "%." + decimals + "f", value);
  }

  /** A limit as it was written: without decimals where it has none. */
  static String ofLimit(double limit) {
    return limit == Math.rint(limit) ? String.format(Locale.ROOT, "%,d", (long) limit) : String.valueOf(limit);
  }

  private static long roundedToThreeDigits(double value) {
    double unit = Math.pow(10, Math.floor(Math.log10(Math.abs(value))) - 2);
    return Math.round(Math.round(value / unit) * unit);
  }
}
