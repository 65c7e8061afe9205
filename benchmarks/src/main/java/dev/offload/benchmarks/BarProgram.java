package dev.offload.benchmarks;

import dev.offload.benchmarks.bars.Bars;
import dev.offload.benchmarks.floor.OwnJvm;
import dev.offload.benchmarks.harness.Bar;
import dev.offload.benchmarks.harness.Race;
import dev.offload.benchmarks.harness.Scale;
import dev.offload.benchmarks.report.Row;
import dev.offload.benchmarks.report.Run;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Measures one bar in a JVM of its own: nobody is measured with the heap and the compiled code that other bars have left. */
public final class BarProgram {
  private BarProgram() {}

  /** Starts it, and waits for the rows of the bar. */
  static List<Row> run(Bar bar, Scale scale, int repetitions) throws IOException, InterruptedException {
    Path rows = Files.createTempFile("offload-bar-", ".json");
    try {
      List<String> flags = bar.needsNode() ? OwnJvm.nodeFlags() : List.of();
      ProcessBuilder program = OwnJvm.program(flags, BarProgram.class, bar.name(), scale, repetitions, rows);
      Process process = OwnJvm.start(program.redirectOutput(ProcessBuilder.Redirect.INHERIT));
      try {
        int status = process.waitFor();
        if (status != 0) {
          throw new IOException("the JVM that measured " + bar.name() + " ended with status " + status);
        }
      } finally {
        process.destroyForcibly();
      }
      return Run.readFrom(rows).bars();
    } finally {
      Files.deleteIfExists(rows);
    }
  }

  /** Measures; the arguments are the name of the bar, the scale, the number of repetitions and the file for the rows. */
  public static void main(String[] arguments) {
    int status = 1;
    try {
      Bar bar = Bars.all().stream().filter(each -> each.name().equals(arguments[0])).findFirst().orElseThrow();
      Race race = new Race(Scale.valueOf(arguments[1]), Integer.parseInt(arguments[2]));
      Run.writeRows(race.run(bar).verdicts().stream().map(Row::of).toList(), Path.of(arguments[3]));
      status = 0;
    } catch (Throwable e) {
      e.printStackTrace();
    }
    // A peer may have left threads that do not end.
    System.exit(status);
  }
}
