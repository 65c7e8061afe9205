package dev.offload.examples.jaraudit;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** The table of jars. It is whole without JavaScript; with it, it can be sorted and filtered. */
record HtmlJarTable(AuditReport report) {
  private static final int SHA_DIGITS = 12;

  void print(Html html) throws IOException {
    html.add("<section aria-labelledby=\"jars\">\n<h2 id=\"jars\">Jars</h2>\n");
    printFilters(html);
    html.add("<div class=\"scroll\" role=\"region\" aria-labelledby=\"jars\" tabindex=\"0\">\n<table id=\"jar-table\">\n<thead><tr>");
    printHeading(html, "Path", false);
    printHeading(html, "Size", true);
    printHeading(html, "Classes", true);
    printHeading(html, "Java", true);
    printHeading(html, "Module", false);
    printHeading(html, "Traits", false);
    printHeading(html, "SHA-256", false);
    html.add("</tr></thead>\n<tbody>\n");
    for (JarFacts jar : report.jars()) {
      printRow(html, jar);
    }
    html.add("</tbody>\n</table>\n</div>\n</section>\n");
  }

  private void printFilters(Html html) throws IOException {
    html.add("<form id=\"filters\" hidden>\n")
        .add("<label>Filter <input type=\"search\" id=\"words\" placeholder=\"path, module, problem\"></label>\n")
        .add("<label>Show <select id=\"trait\">\n<option value=\"\">all jars</option>\n<option value=\"problem\">with a problem</option>\n")
        .add("<option value=\"too-new\">too new for Java %s</option>\n<option value=\"multi-release\">multi-release</option>\n",
            report.release())
        .add("<option value=\"signed\">signed</option>\n</select></label>\n<output id=\"shown\" aria-live=\"polite\"></output>\n</form>\n");
  }

  private static void printHeading(Html html, String name, boolean numeric) throws IOException {
    html.add("<th scope=\"col\" class=\"%s\">%s</th>", numeric ? "number" : "", name);
  }

  private void printRow(Html html, JarFacts jar) throws IOException {
    FileFacts file = jar.file();
    JarContents contents = jar.contents();
    html.add("<tr><th scope=\"row\">%s", jar.path());
    if (jar.problem() != null) {
      html.add("<span class=\"problem\">%s</span>", jar.problem());
    }
    html.add("</th>");
    printNumber(html, file == null ? 0 : file.bytes(), file == null ? "–" : ByteSize.format(file.bytes()));
    printNumber(html, jar.classes(), contents == null ? "–" : Html.number(contents.classes()));
    int newest = contents == null ? 0 : contents.newestRelease();
    printNumber(html, newest, newest == 0 ? "–" : String.valueOf(newest));
    printModule(html, contents);
    printTraits(html, jar, contents);
    html.add("<td><code title=\"%s\">%s</code></td></tr>\n",
        file == null ? "" : file.sha256(), file == null ? "–" : file.sha256().substring(0, SHA_DIGITS));
  }

  private static void printNumber(Html html, long value, String text) throws IOException {
    html.add("<td class=\"number\" data-value=\"%s\">%s</td>", value, text);
  }

  private static void printModule(Html html, @Nullable JarContents contents) throws IOException {
    if (contents == null || contents.module().name() == null) {
      html.add("<td></td>");
      return;
    }
    html.add("<td>%s", contents.module().name());
    html.add(contents.module().kind() == ModuleName.Kind.AUTOMATIC ? " <small>automatic</small></td>" : "</td>");
  }

  private void printTraits(Html html, JarFacts jar, @Nullable JarContents contents) throws IOException {
    html.add("<td>");
    if (jar.problem() != null) {
      html.add("<span class=\"trait bad\" data-trait=\"problem\">problem</span> ");
    }
    if (jar.isTooNewFor(report.release())) {
      html.add("<span class=\"trait bad\" data-trait=\"too-new\">needs Java %s</span> ", contents.neededRelease());
    }
    if (contents != null && contents.multiRelease()) {
      html.add("<span class=\"trait\" data-trait=\"multi-release\">multi-release</span> ");
    }
    if (contents != null && contents.signed()) {
      html.add("<span class=\"trait\" data-trait=\"signed\">signed</span>");
    }
    html.add("</td>");
  }
}
