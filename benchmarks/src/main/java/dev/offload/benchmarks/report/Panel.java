package dev.offload.benchmarks.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One bar in the chart. */
final class Panel {
  private static final int HEAD_HEIGHT = 40;
  private static final int BAR_HEIGHT = 18;
  private static final int FOOT_HEIGHT = 26;
  private static final int NAME_WIDTH = 225;
  private static final int VALUE_WIDTH = 90;

  private final Row row;
  private final List<Line> lines = new ArrayList<>();
  private final Axis axis;

  /** A bar with its name; without a value if it did not run. */
  private record Line(String name, @Nullable Double value, String style) {}

  Panel(Row row) {
    this.row = row;
    add(row.names().getOrDefault("offload", "Offload"), row.offload(), "offload");
    if (row.names().containsKey("floor")) {
      add(row.names().get("floor"), row.floor(), "floor");
    }
    for (Map.Entry<String, @Nullable Double> peer : row.peers().entrySet()) {
      add(peer.getKey(), peer.getValue(), peer.getKey().startsWith("Offload") ? "sibling" : "peer");
    }
    this.axis = Axis.of(lines.stream().map(Line::value).filter(value -> value != null && value > 0).toList(),
        Chart.WIDTH - 40 - NAME_WIDTH - VALUE_WIDTH);
  }

  /** Two values at least, and no second target of the same bar. */
  static boolean isWorthDrawing(Row row) {
    long others = row.peers().values().stream().filter(value -> value != null).count() + (row.floor() == null ? 0 : 1);
    return row.offload() != null && others > 0 && !row.bar().contains("/");
  }

  int height() {
    return HEAD_HEIGHT + lines.size() * BAR_HEIGHT + FOOT_HEIGHT;
  }

  void draw(Svg svg, int x, int y) {
    svg.text(x, y + 16, "head", row.bar());
    svg.text(x, y + 31, "note", row.what() + " · " + row.unit() + ", " + (row.better().equals("less") ? "shorter" : "longer")
        + " is better" + (axis.isLogarithmic() ? ", each mark ten times the last" : ""));
    svg.text(Chart.WIDTH - x, y + 16, style(row.met()), outcome());
    int left = x + NAME_WIDTH;
    int top = y + HEAD_HEIGHT;
    int bottom = top + lines.size() * BAR_HEIGHT;
    for (Axis.Tick tick : axis.ticks()) {
      svg.upright(left + tick.at(), top, bottom);
      svg.text(left + tick.at(), bottom + 11, "tick", tick.label());
    }
    for (int i = 0; i < lines.size(); i++) {
      draw(svg, lines.get(i), left, top + i * BAR_HEIGHT);
    }
  }

  private String outcome() {
    Double ratio = row.ratio();
    String times = ratio == null ? "" : Figures.of(ratio) + " × " + row.against();
    String target = row.target() == null ? "" : "target " + Table.verdict(row);
    return times + (times.isEmpty() || target.isEmpty() ? "" : "; ") + target;
  }

  private void draw(Svg svg, Line line, int left, int y) {
    String strong = line.style().equals("offload") ? " strong" : "";
    svg.text(left - 8, y + 13, "name" + strong, line.name());
    Double value = line.value();
    if (value == null || value <= 0) {
      svg.text(left + 6, y + 13, "note", "not run: " + row.notRun().getOrDefault(line.name(), "no sample"));
      return;
    }
    double length = Math.max(2, axis.at(value));
    svg.rect(left, y + 2, length, BAR_HEIGHT - 4, line.style());
    svg.text(left + length + 6, y + 13, "value" + strong, Figures.of(value));
  }

  private static String style(@Nullable Boolean met) {
    if (met == null) {
      return "open";
    }
    return met ? "good" : "bad";
  }

  private void add(String name, @Nullable Double value, String style) {
    lines.add(new Line(name, value, style));
  }
}
