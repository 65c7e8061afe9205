package dev.offload.examples.programs;

import dev.offload.ExecutorConfig;
import dev.offload.MapOptions;
import dev.offload.Results;
import dev.offload.TaskExecutor;
import dev.offload.examples.Program;
import dev.offload.examples.WorkerKind;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;

/** Doubles [100, 200] in the four ways in which Python's pools map. */
@Command(name = "four-maps", description = "map, map_async, imap and imap_unordered: [100, 200] doubled.")
public final class FourMaps extends Program<FourMaps.Outcome> {
  private static final List<Integer> NUMBERS = List.of(100, 200);

  record Outcome(List<Integer> map, List<Integer> mapAsync, List<Integer> imap, List<Integer> imapUnordered) {}

  @Override
  protected Outcome run(ExecutorConfig config, PrintWriter out) {
    try (TaskExecutor executor = TaskExecutor.open(config)) {
      // map: the caller waits for the whole list.
      List<Integer> map = executor.map(FourMaps::doubled, NUMBERS).toList();
      out.println("map            " + map);

      // map_async: everything is submitted, and taken later.
      List<Integer> mapAsync;
      try (Results<Integer> later = executor.map(FourMaps::doubled, NUMBERS)) {
        out.println("map_async      the caller goes on");
        mapAsync = later.toList();
      }
      out.println("map_async      " + mapAsync);

      // imap: one after the other, and no more is submitted than the buffer holds.
      List<Integer> imap = new ArrayList<>();
      try (Results<Integer> each = executor.map(MapOptions.defaults().withBufferSize(1), FourMaps::doubled, NUMBERS)) {
        each.forEach(imap::add);
      }
      out.println("imap           " + imap);

      // imap_unordered: whichever is done first.
      List<Integer> imapUnordered = executor.mapUnordered(FourMaps::doubled, NUMBERS).toList();
      out.println("imap_unordered " + imapUnordered);
      return new Outcome(map, mapAsync, imap, imapUnordered);
    }
  }

  private static int doubled(int number) {
    return number * 2;
  }

  @Override
  protected boolean isRight(Outcome outcome, WorkerKind workers) {
    List<Integer> doubled = List.of(200, 400);
    return outcome.equals(new Outcome(doubled, doubled, doubled, outcome.imapUnordered()))
        && outcome.imapUnordered().stream().sorted().toList().equals(doubled);
  }
}
