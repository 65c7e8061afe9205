package dev.offload.examples;

import dev.offload.ExecutorConfig;
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

/** Runs every program on every backend, or on the one that is asked for, and shows which had the outcome that it is to have. */
@Command(name = "all", description = "Every program on every backend, and whether each had its outcome.")
final class AllPrograms extends Example<Map<String, String>> {
  private final Map<String, Program<?>> programs;

  AllPrograms(Map<String, Program<?>> programs) {
    this.programs = programs;
  }

  @Override
  protected Map<String, String> run(ExecutorConfig config, PrintWriter out) {
    List<String> backends = backend().map(List::of).orElseGet(AllPrograms::found);
    Map<String, String> mistakes = new LinkedHashMap<>();
    out.printf("%-20s", "");
    backends.forEach(backend -> out.printf("%-12s", backend));
    out.println();
    programs.forEach((name, program) -> {
      out.printf("%-20s", name);
      for (String backend : backends) {
        String mistake = program.mistake(config.withBackend(backend), new PrintWriter(Writer.nullWriter()));
        out.printf("%-12s", mistake.isEmpty() ? "right" : "WRONG");
        out.flush();
        if (!mistake.isEmpty()) {
          mistakes.put(name + " on " + backend, mistake);
        }
      }
      out.println();
    });
    mistakes.forEach((where, mistake) -> out.println(where + ": " + mistake));
    return mistakes;
  }

  @Override
  protected int status(Map<String, String> mistakes) {
    return mistakes.isEmpty() ? ExitCode.OK : ExitCode.SOFTWARE;
  }

  /** The names of the backends on the class path, in order. */
  static List<String> found() {
    TreeSet<String> names = new TreeSet<>();
    ServiceLoader.load(BackendProvider.class).forEach(provider -> names.add(provider.name()));
    return List.copyOf(names);
  }
}
