package dev.offload.benchmarks.report;

import java.util.List;

/** The chart of a run, as SVG: a panel for each bar, with bars for Offload, the floor and the peers. */
public final class Chart {
  static final int WIDTH = 860;
  private static final int MARGIN = 20;
  private static final int HEADER_HEIGHT = 88;

  private Chart() {}

  /** The SVG document. */
  public static String of(Run run) {
    List<Panel> panels = run.bars().stream().filter(Panel::isWorthDrawing).map(Panel::new).toList();
    int height = HEADER_HEIGHT + panels.stream().mapToInt(Panel::height).sum() + MARGIN;
    Svg svg = new Svg(WIDTH, height, "Offload beside its peers and the limits of the machine");
    header(svg, run);
    int y = HEADER_HEIGHT;
    for (Panel panel : panels) {
      panel.draw(svg, MARGIN, y);
      y += panel.height();
    }
    return svg.close();
  }

  private static void header(Svg svg, Run run) {
    svg.text(MARGIN, 28, "title", "Offload beside its peers and the limits of the machine");
    Machine machine = run.machine();
    if (machine != null) {
      svg.text(MARGIN, 46, "note", machine.describe());
      svg.text(MARGIN, 60, "note", run.date().substring(0, 10) + ", commit " + run.commit()
          + (run.scale().equals("smoke") ? ". Only a trial: these figures mean nothing." : ""));
    }
    svg.rect(MARGIN, 69, 10, 10, "offload");
    svg.text(MARGIN + 15, 78, "note", "Offload");
    svg.rect(MARGIN + 80, 69, 10, 10, "floor");
    svg.text(MARGIN + 95, 78, "note", "what the machine needs at least");
    svg.rect(MARGIN + 290, 69, 10, 10, "peer");
    svg.text(MARGIN + 305, 78, "note", "others on the same work; medians of one run");
  }
}
