package dev.offload.examples;

import dev.offload.ExecutorConfig;
import dev.offload.examples.Trial.Verdict;
import dev.offload.spi.BackendProvider;
import java.io.PrintWriter;
import java.io.Writer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.TreeSet;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;

/**
 * Runs every program on every backend, or on the one that is asked for, and shows which had the outcome that it is to have, and why the
 * rest had not.
 */
@Command(name = "all", description = "Every program on every backend, and whether each had its outcome.")
final class AllPrograms extends Example<Map<String, Trial>> {
  private final Map<String, Program<?>> programs;

  AllPrograms(Map<String, Program<?>> programs) {
    this.programs = programs;
  }

  @Override
  protected Map<String, Trial> run(ExecutorConfig config, PrintWriter out) {
    List<String> backends = backend().map(List::of).orElseGet(AllPrograms::found);
    Map<String, Trial> notRight = new LinkedHashMap<>();
    out.printf("%-20s", "");
    backends.forEach(backend -> out.printf("%-12s", backend));
    out.println();
    programs.forEach((name, program) -> {
      out.printf("%-20s", name);
      for (String backend : backends) {
        Trial trial = program.trial(config.withBackend(backend), new PrintWriter(Writer.nullWriter()));
        out.printf("%-12s", trial.verdict());
        out.flush();
        if (trial.verdict() != Verdict.RIGHT) {
          notRight.put(name + " on " + backend, trial);
        }
      }
      out.println();
    });
    notRight.forEach((where, trial) -> out.println(where + ": " + trial.reason()));
    return notRight;
  }

  @Override
  protected int status(Map<String, Trial> notRight) {
    return notRight.values().stream().anyMatch(trial -> trial.verdict() == Verdict.WRONG) ? ExitCode.SOFTWARE : ExitCode.OK;
  }

  /** The names of the backends on the class path, in order. */
  static List<String> found() {
    TreeSet<String> names = new TreeSet<>();
    ServiceLoader.load(BackendProvider.class).forEach(provider -> names.add(provider.name()));
    return List.copyOf(names);
  }
}
