package dev.offload.benchmarks;

import dev.offload.benchmarks.bars.Bars;
import dev.offload.benchmarks.harness.Bar;
import dev.offload.benchmarks.harness.Scale;
import dev.offload.benchmarks.report.Machine;
import dev.offload.benchmarks.report.Row;
import dev.offload.benchmarks.report.Run;
import dev.offload.benchmarks.report.Table;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Measures the bars that are named, or all of them. */
@Command(name = "benchmarks/run", sortOptions = false,
    description = "Measures Offload beside its peers and the limits of this machine.",
    footer = {"", "Exit status: 0 when no bar is missed, 3 when one is, 2 when the command line is wrong, 1 when it failed."})
public final class Benchmarks implements Callable<Integer> {
  private static final int MISSED = 3;

  @Parameters(paramLabel = "NAME", arity = "0..*", description = "Bars to measure, or how their names begin; all if there is none.")
  private List<String> names = new ArrayList<>();

  @Option(names = "--list", description = "Lists the bars.")
  private boolean list;

  @Option(names = "--json", paramLabel = "FILE", description = "Writes the array of rows to a file.")
  private @Nullable Path json;

  @Option(names = "--save", paramLabel = "NAME", arity = "0..1", fallbackValue = "",
      description = "Keeps the results with machine, JDK and commit in benchmarks/results/NAME.json; without NAME, the date and commit.")
  private @Nullable String save;

  @Option(names = "--repetitions", paramLabel = "N", defaultValue = "5", description = "Samples of each contestant. Default: 5.")
  private int repetitions;

  @Option(names = "--smoke", description = "As little work as shows that everything works; its figures mean nothing.")
  private boolean smoke;

  @Option(names = {"-h", "--help"}, usageHelp = true, description = "Shows this.")
  private boolean help;

  @Spec
  private CommandSpec spec;

  Benchmarks() {}

  /** Measures, and exits with a status that tells whether a bar is missed. */
  public static void main(String[] arguments) {
    CommandLine commandLine = commandLine()
        .setOut(new PrintWriter(System.out, true, StandardCharsets.UTF_8))
        .setErr(new PrintWriter(System.err, true, StandardCharsets.UTF_8));
    int status = commandLine.execute(arguments);
    commandLine.getOut().flush();
    System.exit(status);
  }

  static CommandLine commandLine() {
    return new CommandLine(new Benchmarks())
        .addSubcommand("chart", new ChartCommand())
        .addSubcommand("jmh", new CommandLine(new JmhCommand()).setUnmatchedOptionsArePositionalParams(true));
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    PrintWriter out = spec.commandLine().getOut();
    if (list) {
      Bars.all().forEach(bar -> out.printf("%-28s %s%n", bar.name(), bar.what()));
      return 0;
    }
    if (repetitions < 1) {
      throw new ParameterException(spec.commandLine(), "--repetitions must be >= 1, was " + repetitions);
    }
    Run run = measure(chosen(), out);
    out.print(Table.summary(run.bars()));
    out.flush();
    keep(run, out);
    return statusOf(run.bars());
  }

  static int statusOf(List<Row> rows) {
    return rows.stream().anyMatch(row -> Boolean.FALSE.equals(row.met())) ? MISSED : 0;
  }

  private List<Bar> chosen() {
    for (String name : names) {
      if (Bars.all().stream().noneMatch(bar -> bar.name().startsWith(name))) {
        throw new ParameterException(spec.commandLine(), "there is no bar " + name + "; --list tells which there are");
      }
    }
    return Bars.all().stream()
        .filter(bar -> names.isEmpty() || names.contains(bar.name())
            || names.stream().anyMatch(name -> !isBar(name) && bar.name().startsWith(name)))
        .toList();
  }

  private static boolean isBar(String name) {
    return Bars.all().stream().anyMatch(bar -> bar.name().equals(name));
  }

  private Run measure(List<Bar> bars, PrintWriter out) throws IOException, InterruptedException {
    Scale scale = smoke ? Scale.SMOKE : Scale.FULL;
    Machine machine = Machine.here();
    String date = ZonedDateTime.now().truncatedTo(ChronoUnit.SECONDS).format(DateTimeFormatter.ISO_OFFSET_DATE_TIME);
    String commit = Commit.ofSources();
    out.println(machine.describe() + "; commit " + commit + "; " + repetitions + " repetitions");
    if (smoke) {
      out.println("This is only a trial: its figures mean nothing.");
    }
    if (machine.load() > machine.cores() / 2.0) {
      out.println("The machine is busy (load " + Math.round(machine.load()) + "): only the ratios mean anything, and they too will vary.");
    }
    List<Row> rows = new ArrayList<>();
    for (Bar bar : bars) {
      List<Row> ofBar = BarProgram.run(bar, scale, repetitions);
      out.print(Table.ofBar(ofBar.get(0)));
      out.flush();
      rows.addAll(ofBar);
    }
    return new Run(Run.FORMAT, date, commit, scale.name().toLowerCase(), repetitions, machine, rows);
  }

  private void keep(Run run, PrintWriter out) throws IOException {
    if (json != null) {
      Run.writeRows(run.bars(), json);
    }
    if (save != null) {
      String name = save.isEmpty() ? run.date().substring(0, 10) + "-" + run.commit() : save;
      Path file = Commit.home().resolve("results").resolve(name + ".json");
      run.writeTo(file);
      out.println("kept in " + file);
    }
  }
}
