package dev.offload.examples.programs;

import dev.offload.ExecutorConfig;
import dev.offload.Results;
import dev.offload.TaskExecutor;
import dev.offload.examples.Program;
import dev.offload.examples.WorkerKind;
import java.io.PrintWriter;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import picocli.CommandLine.Command;

/** Maps page loads over four workers: page 0 takes longest, and its result still comes first. */
@Command(name = "map-urls", description = "Map a function over URLs; results come in input order, on any backend.")
public final class MapUrls extends Program<List<String>> {
  record Loaded(String path, int status, long pid) {}

  @Override
  protected List<String> run(ExecutorConfig config, PrintWriter out) throws Exception {
    List<String> paths = new ArrayList<>();
    try (PageServer server = PageServer.start();
        TaskExecutor executor = TaskExecutor.open(config.withWorkers(PageServer.PAGES))) {
      List<URI> pages = IntStream.range(0, PageServer.PAGES).mapToObj(n -> server.page("" + n)).toList();
      try (Results<Loaded> results = executor.map(MapUrls::load, pages)) {
        for (Loaded loaded : results) {
          out.printf("%s answered %d to process %d%n", loaded.path(), loaded.status(), loaded.pid());
          paths.add(loaded.path());
        }
      }
    }
    return paths;
  }

  private static Loaded load(URI page) throws Exception {
    return new Loaded(page.getPath(), Page.load(page), ProcessHandle.current().pid());
  }

  @Override
  protected boolean isRight(List<String> outcome, WorkerKind workers) {
    return outcome.equals(List.of("/0", "/1", "/2", "/3"));
  }
}
