package dev.offload.benchmarks.report;

import java.util.Locale;

/** Writes an SVG document. It has a light ground of its own, so that it can be read on a dark page too. */
final class Svg {
  private static final String STYLE = """
      text { font-family: system-ui, -apple-system, "Segoe UI", Helvetica, Arial, sans-serif; font-size: 12px; fill: #1f2328; }
      .title { font-size: 17px; font-weight: 600; }
      .head { font-size: 13px; font-weight: 600; }
      .note { fill: #59636e; font-size: 11px; }
      .name, .value, .tick { font-size: 12px; }
      .tick { fill: #818b98; font-size: 10px; }
      .strong { font-weight: 600; }
      .name { text-anchor: end; }
      .tick { text-anchor: middle; }
      .good { fill: #1a7f37; text-anchor: end; }
      .open { text-anchor: end; }
      .bad { fill: #cf222e; text-anchor: end; }
      .ground { fill: #ffffff; stroke: #d1d9e0; }
      .grid { stroke: #e6eaef; }
      .offload { fill: #0969da; }
      .sibling { fill: #80b8f0; }
      .floor { fill: #1a7f37; }
      .peer { fill: #b6c2cf; }
      """;

  private final StringBuilder out = new StringBuilder();

  Svg(int width, int height, String title) {
    out.append(String.format("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%1$d\" height=\"%2$d\" viewBox=\"0 0 %1$d %2$d\""
        + " role=\"img\">%n<title>%3$s</title>%n<style>%n%4$s</style>%n", width, height, escape(title), STYLE));
    out.append(String.format("<rect x=\"0.5\" y=\"0.5\" width=\"%d\" height=\"%d\" rx=\"6\" class=\"ground\"/>%n", width - 1, height - 1));
  }

  void text(double x, double y, String style, String text) {
    out.append(String.format(Locale.ROOT, "<text x=\"%.1f\" y=\"%.1f\" class=\"%s\">%s</text>%n", x, y, style, escape(text)));
  }

  void rect(double x, double y, double width, double height, String style) {
    out.append(String.format(Locale.ROOT, "<rect x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\" rx=\"2\" class=\"%s\"/>%n",
        x, y, width, height, style));
  }

  void upright(double x, double top, double bottom) {
    out.append(String.format(Locale.ROOT, "<line x1=\"%1$.1f\" y1=\"%2$.1f\" x2=\"%1$.1f\" y2=\"%3$.1f\" class=\"grid\"/>%n",
        x, top, bottom));
  }

  String close() {
    return out.append("</svg>\n").toString();
  }

  private static String escape(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\"", "&quot;");
  }
}
