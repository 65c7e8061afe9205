package dev.offload.examples.jaraudit;

import java.io.IOException;
import java.util.List;

/** The list of classes that differ between jars, group by group, each group folded up. */
record HtmlConflicts(AuditReport report) {
  private static final int GROUPS_UNFOLDED = 25;
  private static final int CLASSES_SHOWN = 50;

  void print(Html html) throws IOException {
    html.add("<section aria-labelledby=\"conflicts\">\n<h2 id=\"conflicts\">Classes with different bytes in different jars</h2>\n");
    if (report.conflicts().isEmpty()) {
      html.add("<p>There are none.</p>\n");
    }
    List<Conflict> conflicts = report.conflicts();
    int unfolded = Math.min(GROUPS_UNFOLDED, conflicts.size());
    printAll(html, conflicts.subList(0, unfolded));
    if (conflicts.size() > unfolded) {
      html.add("<details class=\"rest\"><summary>%s smaller groups</summary>\n", Html.number(conflicts.size() - unfolded));
      printAll(html, conflicts.subList(unfolded, conflicts.size()));
      html.add("</details>\n");
    }
    html.add("</section>\n");
  }

  private static void printAll(Html html, List<Conflict> conflicts) throws IOException {
    for (Conflict conflict : conflicts) {
      printConflict(html, conflict);
    }
  }

  private static void printConflict(Html html, Conflict conflict) throws IOException {
    List<String> classes = conflict.classes();
    html.add("<details><summary><b>%s</b> %s in %s variants: <span class=\"first\">%s</span></summary>\n<ol>\n",
        Html.number(classes.size()), classes.size() == 1 ? "class" : "classes", conflict.variants().size(), classes.get(0));
    for (List<String> jars : conflict.variants()) {
      html.add("<li>%s</li>\n", String.join(", ", jars));
    }
    html.add("</ol>\n<p class=\"classes\">");
    for (String name : classes.subList(0, Math.min(CLASSES_SHOWN, classes.size()))) {
      html.add("<code>%s</code> ", name);
    }
    if (classes.size() > CLASSES_SHOWN) {
      html.add("and %s more; the JSON report lists all", Html.number(classes.size() - CLASSES_SHOWN));
    }
    html.add("</p>\n</details>\n");
  }
}
