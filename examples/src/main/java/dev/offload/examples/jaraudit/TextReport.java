package dev.offload.examples.jaraudit;

import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The report for a terminal: a row for each jar, then the summary. */
record TextReport(AuditReport report) {
  private static final String ROW = "%10s %7s %5s %-4s %-12s %s\n";
  private static final int SHA_DIGITS = 12;
  private static final int CONFLICTS_SHOWN = 10;

  void print(PrintWriter out) {
    print(out, ROW, "SIZE", "CLASSES", "JAVA", "IS", "SHA-256", "PATH, MODULE");
    report.jars().forEach(jar -> printJar(out, jar));
    printSummary(out);
    printTooNew(out);
    printConflicts(out);
  }

  private void printJar(PrintWriter out, JarFacts jar) {
    FileFacts file = jar.file();
    JarContents contents = jar.contents();
    print(out, ROW,
        file == null ? "-" : ByteSize.format(file.bytes()),
        contents == null ? "-" : String.valueOf(contents.classes()),
        contents == null || contents.newestRelease() == 0 ? "-" : String.valueOf(contents.newestRelease()),
        contents == null ? "-" : flags(jar, contents),
        file == null ? "-" : file.sha256().substring(0, SHA_DIGITS),
        printable(jar.path() + module(contents)));
    if (jar.problem() != null) {
      print(out, ROW, "", "", "", "", "", "problem: " + printable(jar.problem()));
    }
  }

  private String flags(JarFacts jar, JarContents contents) {
    String flags = (contents.multiRelease() ? "m" : "") + (contents.signed() ? "s" : "") + (jar.isTooNewFor(report.release()) ? "!" : "");
    return flags.isEmpty() ? "-" : flags;
  }

  private static String module(@Nullable JarContents contents) {
    if (contents == null || contents.module().kind() == ModuleName.Kind.NONE) {
      return "";
    }
    return ", " + contents.module().name() + (contents.module().kind() == ModuleName.Kind.AUTOMATIC ? " (automatic)" : "");
  }

  private void printSummary(PrintWriter out) {
    Totals totals = report.totals();
    print(out, "\nIS: m multi-release, s signed, ! too new for Java %d\n\n", report.release());
    print(out, "Jars: %,d, %s, %,d classes\n", totals.jars(), ByteSize.format(totals.bytes()), totals.classes());
    print(out, "%,d multi-release, %,d signed, %,d with a module descriptor, %,d automatic modules\n",
        totals.multiRelease(), totals.signed(), totals.modules(), totals.automaticModules());
    print(out, "%,d with a problem\n\nNewest class file:\n", totals.problems());
    report.jarsByNewestRelease().forEach((release, jars) -> print(out, "  Java %2d %,7d\n", release, jars));
  }

  private void printTooNew(PrintWriter out) {
    List<JarFacts> tooNew = report.tooNew();
    print(out, "\nJars that Java %d cannot load: %,d\n", report.release(), tooNew.size());
    tooNew.forEach(jar -> print(out, "  needs Java %2d  %s\n", jar.contents().neededRelease(), printable(jar.path())));
  }

  private void printConflicts(PrintWriter out) {
    List<Conflict> conflicts = report.conflicts();
    print(out, "\nClasses with different bytes in different jars: %,d\n", report.totals().conflictingClasses());
    for (Conflict conflict : conflicts.subList(0, Math.min(CONFLICTS_SHOWN, conflicts.size()))) {
      print(out, "  %,d, first %s\n", conflict.classes().size(), printable(conflict.classes().get(0)));
      conflict.variants().forEach(jars -> print(out, "    %s\n", printable(String.join(" = ", jars))));
    }
    if (conflicts.size() > CONFLICTS_SHOWN) {
      print(out, "  and %,d more groups of jars; --json and --html list all\n", conflicts.size() - CONFLICTS_SHOWN);
    }
  }

  /** The same text in every locale. */
  private static void print(PrintWriter out, String format, Object... values) {
    out.printf(Locale.ROOT, format, values);
  }

  /** File and class names may hold anything; what would move the cursor or change the terminal is shown as a question mark. */
  private static String printable(String text) {
    return text.replaceAll("\\p{Cntrl}", "?");
  }
}
