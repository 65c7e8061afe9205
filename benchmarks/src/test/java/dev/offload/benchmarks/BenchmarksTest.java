package dev.offload.benchmarks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.offload.benchmarks.report.Row;
import dev.offload.benchmarks.report.Rows;
import dev.offload.benchmarks.report.Run;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The command line. */
final class BenchmarksTest {
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @TempDir
  private Path directory;

  @Test
  void list_namesTheBars() {
    int status = run("--list");

    assertEquals(0, status);
    assertTrue(out.toString().lines().anyMatch(line -> line.startsWith("round-trip ")), out.toString());
  }

  @Test
  void name_ofNoBar_isAWrongCommandLine() {
    int status = run("no-such-bar");

    assertEquals(2, status);
    assertTrue(err.toString().contains("there is no bar no-such-bar"), err.toString());
  }

  @Test
  void repetitions_belowOne_areAWrongCommandLine() {
    assertEquals(2, run("--repetitions", "0", "round-trip"));
  }

  @Test
  void bar_ofThreads_isMeasuredAndWritten() throws Exception {
    Path json = directory.resolve("rows.json");

    run("threads-latency", "--smoke", "--repetitions", "2", "--json", json.toString());

    Row row = Run.readFrom(json).bars().get(0);
    assertEquals("threads-latency", row.bar());
    assertEquals(2, row.samples().get("Offload threads").size());
    assertNotNull(row.ratio(), out.toString());
  }

  @Test
  void bar_ofChildJvms_isMeasuredAndWritten() throws Exception {
    Path json = directory.resolve("rows.json");

    run("idle-memory", "--smoke", "--repetitions", "1", "--json", json.toString());

    Row row = Run.readFrom(json).bars().get(0);
    // Where the system has no /proc both say so, and a class path of directories, as tests have one, has no archive.
    assertEquals(2, row.samples().size() + row.notRun().size(), out.toString());
    assertTrue(row.notRun().values().stream().allMatch(why -> why.contains("/proc") || why.contains("class path")), out.toString());
  }

  @Test
  @Tag("full")
  void bar_ofTheCluster_isMeasuredOnNodesOfTheirOwn() throws Exception {
    Path json = directory.resolve("rows.json");

    run("cluster-round-trip", "--smoke", "--repetitions", "1", "--json", json.toString());

    Row row = Run.readFrom(json).bars().get(0);
    assertEquals(Set.of("Offload cluster", "Ignite compute"), row.samples().keySet(), out.toString());
  }

  @Test
  void status_ofAMissedBar_isNotZero() {
    Row missed = Rows.withMet(Rows.row(), false);

    assertEquals(3, Benchmarks.statusOf(List.of(Rows.row(), missed)));
    assertEquals(0, Benchmarks.statusOf(List.of(Rows.row(), Rows.withMet(Rows.row(), null))));
  }

  @Test
  void chart_ofKeptResults_isDrawn() throws Exception {
    Path json = directory.resolve("run.json");
    Path svg = directory.resolve("chart.svg");
    Rows.run(Rows.row()).writeTo(json);

    int status = run("chart", json.toString(), svg.toString());

    assertEquals(0, status);
    assertTrue(Files.readString(svg).startsWith("<svg "));
  }

  @Test
  void chart_ofNoFile_isAWrongCommandLine() {
    int status = run("chart", directory.resolve("none.json").toString(), directory.resolve("chart.svg").toString());

    assertEquals(2, status);
    assertTrue(err.toString().contains("there is no file"), err.toString());
  }

  private int run(String... arguments) {
    CommandLine commandLine = Benchmarks.commandLine();
    return commandLine.setOut(new PrintWriter(out)).setErr(new PrintWriter(err)).execute(arguments);
  }
}
