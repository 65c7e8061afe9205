package dev.offload.benchmarks.report;

import dev.offload.benchmarks.harness.Samples;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What was measured, as lines for a terminal. */
public final class Table {
  private static final String VALUES = "  %-32s %12s %12s %12s%n";
  private static final String SUMMARY = "%-26s %10s %10s %10s   %-38s %s%n";

  private Table() {}

  /** One bar: each contestant with minimum, median and maximum. */
  public static String ofBar(Row row) {
    StringBuilder text = new StringBuilder(String.format("%n%s: %s%n", row.bar(), row.what()));
    text.append(String.format(VALUES, row.unit() + ", " + row.better() + " is better", "min", "median", "max"));
    for (String name : contestants(row)) {
      List<Double> values = row.samples().get(name);
      String label = name.equals(row.names().get("floor")) ? name + " (floor)" : name;
      if (values == null) {
        text.append(String.format("  %-32s not run: %s%n", label, row.notRun().getOrDefault(name, "no sample")));
      } else {
        Samples samples = new Samples(values);
        text.append(String.format(VALUES, label,
            Figures.of(samples.min()), Figures.of(samples.median()), Figures.of(samples.max())));
      }
    }
    return text.toString();
  }

  /** All rows in short: the ratio, what it is to, and whether its target is met. */
  public static String summary(List<Row> rows) {
    StringBuilder text = new StringBuilder(String.format("%n" + SUMMARY, "ratio", "min", "median", "max", "of Offload to", "target"));
    for (Row row : rows) {
      text.append(String.format(SUMMARY, row.bar(), figure(row.ratioMin()), figure(row.ratio()), figure(row.ratioMax()),
          row.against() == null ? "-" : row.against(), verdict(row)));
    }
    return text.toString();
  }

  /** The target of a row and whether it is met, in words. */
  static String verdict(Row row) {
    Double target = row.target();
    if (target == null) {
      return "none";
    }
    String of = "offload".equals(row.targetOf()) ? " " + row.unit() : " ×";
    String value = "offload".equals(row.targetOf()) && row.offload() != null ? " (" + Figures.of(row.offload()) + ")" : "";
    Double goal = row.goal();
    String better = goal == null ? "" : ", goal " + Figures.ofLimit(goal);
    return row.bound() + " " + Figures.ofLimit(target) + of + better + ": " + word(row.met()) + value;
  }

  private static String word(@Nullable Boolean met) {
    if (met == null) {
      return "cannot be told";
    }
    return met ? "met" : "MISSED";
  }

  private static String figure(@Nullable Double value) {
    return value == null ? "-" : Figures.of(value);
  }

  private static List<String> contestants(Row row) {
    List<String> names = new ArrayList<>(row.names().values());
    for (Map.Entry<String, @Nullable Double> peer : row.peers().entrySet()) {
      names.add(peer.getKey());
    }
    return names;
  }
}
