package dev.offload.benchmarks;

import com.google.gson.JsonParseException;
import dev.offload.benchmarks.report.Chart;
import dev.offload.benchmarks.report.Run;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Draws what was measured. */
@Command(name = "chart", description = "Draws a chart of kept results.")
final class ChartCommand implements Callable<Integer> {
  @Parameters(index = "0", paramLabel = "RESULTS.json", description = "What --save or --json has written.")
  private Path results;

  @Parameters(index = "1", paramLabel = "OUT.svg", description = "The chart.")
  private Path chart;

  @Option(names = {"-h", "--help"}, usageHelp = true, description = "Shows this.")
  private boolean help;

  @Spec
  private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    try {
      Files.writeString(chart, Chart.of(Run.readFrom(results)));
      return 0;
    } catch (NoSuchFileException e) {
      throw new ParameterException(spec.commandLine(), "there is no file " + e.getFile(), e);
    } catch (JsonParseException e) {
      throw new ParameterException(spec.commandLine(), results + " cannot be read: " + e.getMessage(), e);
    }
  }
}
