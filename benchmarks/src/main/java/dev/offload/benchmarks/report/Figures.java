package dev.offload.benchmarks.report;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Locale;

/** Figures as people read them: three digits that count, and thousands apart. */
final class Figures {
  private static final MathContext MARK = new MathContext(9);

  private Figures() {}

  static String of(double value) {
    double magnitude = Math.abs(value);
    if (magnitude >= 1000) {
      return String.format(Locale.ROOT, "%,d", roundedToThreeDigits(value));
    }
    int decimals = magnitude >= 100 ? 0 : magnitude >= 10 ? 1 : 2;
    return String.format(Locale.ROOT, "%." + decimals + "f", value);
  }

  /** A limit or a mark as one would write it: without decimals that say nothing. */
  static String ofLimit(double limit) {
    BigDecimal written = new BigDecimal(limit).round(MARK).stripTrailingZeros();
    return written.scale() <= 0 ? String.format(Locale.ROOT, "%,d", written.longValue()) : written.toPlainString();
  }

  private static long roundedToThreeDigits(double value) {
    double unit = Math.pow(10, Math.floor(Math.log10(Math.abs(value))) - 2);
    return Math.round(Math.round(value / unit) * unit);
  }
}
