package dev.offload.examples.jaraudit;

import com.google.gson.FormattingStyle;
import com.google.gson.stream.JsonWriter;
import java.io.IOException;
import java.io.Writer;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The report for programs; the examples' README tells its structure. What is not known is null; no key is ever left out. */
record JsonReport(AuditReport report) {
  private static final String FORMAT = "offload-jar-audit/1";

  void print(Writer out) throws IOException {
    JsonWriter json = new JsonWriter(out);
    json.setFormattingStyle(FormattingStyle.PRETTY.withIndent(" "));
    json.beginObject();
    json.name("format").value(FORMAT);
    json.name("release").value(report.release());
    printSummary(json);
    json.name("jars").beginArray();
    for (JarFacts jar : report.jars()) {
      printJar(json, jar);
    }
    json.endArray();
    json.name("tooNew");
    printStrings(json, report.tooNew().stream().map(JarFacts::path).toList());
    json.name("conflicts").beginArray();
    for (Conflict conflict : report.conflicts()) {
      printConflict(json, conflict);
    }
    json.endArray().endObject().flush();
    out.write('\n');
  }

  private void printSummary(JsonWriter json) throws IOException {
    Totals totals = report.totals();
    json.name("summary").beginObject();
    json.name("jars").value(totals.jars());
    json.name("bytes").value(totals.bytes());
    json.name("classes").value(totals.classes());
    json.name("multiRelease").value(totals.multiRelease());
    json.name("signed").value(totals.signed());
    json.name("modules").value(totals.modules());
    json.name("automaticModules").value(totals.automaticModules());
    json.name("tooNew").value(totals.tooNew());
    json.name("problems").value(totals.problems());
    json.name("conflictingClasses").value(totals.conflictingClasses());
    json.name("jarsByNewestRelease").beginObject();
    for (Map.Entry<Integer, Integer> entry : report.jarsByNewestRelease().entrySet()) {
      json.name(entry.getKey().toString()).value(entry.getValue());
    }
    json.endObject().endObject();
  }

  private void printJar(JsonWriter json, JarFacts jar) throws IOException {
    FileFacts file = jar.file();
    JarContents contents = jar.contents();
    json.beginObject();
    json.name("path").value(jar.path());
    json.name("bytes").value(file == null ? null : file.bytes());
    json.name("sha256").value(file == null ? null : file.sha256());
    json.name("classes").value(contents == null ? null : contents.classes());
    json.name("newestRelease").value(contents == null ? null : releaseOrNull(contents.newestRelease()));
    json.name("neededRelease").value(contents == null ? null : releaseOrNull(contents.neededRelease()));
    json.name("multiRelease").value(contents == null ? null : contents.multiRelease());
    json.name("module").value(contents == null ? null : contents.module().name());
    json.name("moduleKind").value(contents == null ? null : contents.module().kind().label());
    json.name("signed").value(contents == null ? null : contents.signed());
    json.name("loadable").value(contents == null ? null : !jar.isTooNewFor(report.release()));
    json.name("problem").value(jar.problem());
    json.endObject();
  }

  private static void printConflict(JsonWriter json, Conflict conflict) throws IOException {
    json.beginObject();
    json.name("variants").beginArray();
    for (List<String> jars : conflict.variants()) {
      printStrings(json, jars);
    }
    json.endArray();
    json.name("classes");
    printStrings(json, conflict.classes());
    json.endObject();
  }

  private static void printStrings(JsonWriter json, List<String> strings) throws IOException {
    json.beginArray();
    for (String string : strings) {
      json.value(string);
    }
    json.endArray();
  }

  private static @Nullable Integer releaseOrNull(int release) {
    return release == 0 ? null : release;
  }
}
