package dev.offload.examples.jaraudit;

import com.google.common.io.Resources;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;

/** The report for a browser: one page that needs nothing beside it. */
record HtmlReport(AuditReport report) {
  void print(Writer out) throws IOException {
    Html html = new Html(out);
    printHead(html);
    html.add("<main>\n");
    printFigures(html);
    printReleases(html);
    new HtmlJarTable(report).print(html);
    new HtmlConflicts(report).print(html);
    html.add("</main>\n<script>\n").addRaw(resource("report.js")).add("</script>\n</body>\n</html>\n");
  }

  private void printHead(Html html) throws IOException {
    html.add("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n")
        .add("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n")
        .add("<meta name=\"color-scheme\" content=\"light dark\">\n<title>Jar audit</title>\n<style>\n")
        .addRaw(resource("report.css"))
        .add("</style>\n</head>\n<body>\n<header>\n<h1>Jar audit</h1>\n")
        .add("<p>What is in each jar, which classes differ between jars, and what Java %s cannot load.</p>\n</header>\n",
            report.release());
  }

  private void printFigures(Html html) throws IOException {
    Totals totals = report.totals();
    html.add("<section aria-labelledby=\"figures\">\n<h2 id=\"figures\">Summary</h2>\n<dl class=\"figures\">\n");
    printFigure(html, "jars", Html.number(totals.jars()), "");
    printFigure(html, "on disk", ByteSize.format(totals.bytes()), "");
    printFigure(html, "classes", Html.number(totals.classes()), "");
    printFigure(html, "multi-release", Html.number(totals.multiRelease()), "");
    printFigure(html, "signed", Html.number(totals.signed()), "");
    printFigure(html, "modules", Html.number(totals.modules()), "");
    printFigure(html, "automatic modules", Html.number(totals.automaticModules()), "");
    printFigure(html, "too new for Java " + report.release(), Html.number(totals.tooNew()), totals.tooNew() > 0 ? "bad" : "");
    printFigure(html, "with a problem", Html.number(totals.problems()), totals.problems() > 0 ? "bad" : "");
    printFigure(html, "conflicting classes", Html.number(totals.conflictingClasses()), totals.conflictingClasses() > 0 ? "odd" : "");
    html.add("</dl>\n</section>\n");
  }

  private static void printFigure(Html html, String name, String value, String kind) throws IOException {
    html.add("<div class=\"%s\"><dt>%s</dt><dd>%s</dd></div>\n", kind, name, value);
  }

  private void printReleases(Html html) throws IOException {
    SortedMap<Integer, Integer> counts = report.jarsByNewestRelease();
    int most = counts.isEmpty() ? 0 : Collections.max(counts.values());
    html.add("<section aria-labelledby=\"releases\">\n<h2 id=\"releases\">Newest class file, by Java release</h2>\n")
        .add("<table class=\"chart\">\n<thead><tr><th scope=\"col\">Release</th><th scope=\"col\">Jars</th></tr></thead>\n<tbody>\n");
    for (Map.Entry<Integer, Integer> entry : counts.entrySet()) {
      html.add("<tr class=\"%s\"><th scope=\"row\">Java %s</th><td><span class=\"bar\" style=\"width:%s%%\"></span> %s</td></tr>\n",
          entry.getKey() > report.release() ? "bad" : "", entry.getKey(),
          String.format(Locale.ROOT, "%.2f", 80.0 * entry.getValue() / most), Html.number(entry.getValue()));
    }
    html.add("</tbody>\n</table>\n");
    if (!counts.tailMap(report.release() + 1).isEmpty()) {
      html.add("<p class=\"note\">Bars after Java %s are red. Java %s may load such a jar all the same, if it is a",
              report.release(), report.release())
          .add(" multi-release jar with older versions of the same classes.</p>\n");
    }
    html.add("</section>\n");
  }

  private static String resource(String name) throws IOException {
    return Resources.toString(Resources.getResource(HtmlReport.class, name), StandardCharsets.UTF_8);
  }
}
