package dev.offload.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.offload.WorkerLostException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What became of the tasks of a kill fuzz, and what of it must not be. For one thread. */
final class FuzzTally {
  private final int retries;
  private final List<Ending> endings = new ArrayList<>();
  private final Map<String, Integer> lossesOfWorkers = new HashMap<>();
  private final List<String> wrongValues = new ArrayList<>();
  private final List<String> otherEnds = new ArrayList<>();
  private final List<String> unfinished = new ArrayList<>();
  private final List<String> wrongRuns = new ArrayList<>();
  private int rerun;
  private int lostBeforeTheirLine;
  private int lostWithoutAStart;

  /** {@code run} is the line of the run that gave the value; null for a task that was lost. */
  private record Ending(int number, Marker runs, @Nullable String run, boolean started) {}

  FuzzTally(int retries) {
    this.retries = retries;
  }

  void succeeded(FuzzTask task, FuzzTask.Answer answer) {
    endings.add(new Ending(task.number(), task.runs(), answer.run(), true));
    if (!Arrays.equals(task.value(), answer.value())) {
      wrongValues.add("task " + task.number() + " " + task.kind());
    }
  }

  /** {@code started} tells whether its future has been RUNNING, as far as that is known. */
  void failed(FuzzTask task, @Nullable Throwable failure, boolean started) {
    endings.add(new Ending(task.number(), task.runs(), null, started));
    if (failure instanceof WorkerLostException lost) {
      lossesOfWorkers.merge(lost.worker(), 1, Integer::sum);
      if (!String.valueOf(lost.getMessage()).contains("attempt " + (retries + 1))) {
        otherEnds.add("task " + task.number() + " was given up too early: " + lost.getMessage());
      }
    } else {
      otherEnds.add("task " + task.number() + " ended with " + failure);
    }
  }

  void unfinished(FuzzTask task, Object where) {
    endings.add(new Ending(task.number(), task.runs(), null, true));
    unfinished.add("task " + task.number() + " " + where);
  }

  /** Reads what the runs themselves have written; once nothing can run any more. */
  void readRuns() {
    endings.forEach(this::readRuns);
  }

  private void readRuns(Ending ending) {
    List<String> runs = ending.runs().lines();
    rerun += runs.size() > 1 ? 1 : 0;
    lostBeforeTheirLine += ending.run() == null && runs.isEmpty() ? 1 : 0;
    lostWithoutAStart += ending.run() == null && runs.isEmpty() && !ending.started() ? 1 : 0;
    List<Integer> attempts = runs.stream().map(run -> Integer.valueOf(run.split(" ")[1])).toList();
    if (runs.size() > retries + 1 || !attempts.equals(attempts.stream().distinct().sorted().toList())) {
      wrongRuns.add("task " + ending.number() + " ran as " + runs);
    }
    if (ending.run() != null && !runs.contains(ending.run())) {
      wrongRuns.add("task " + ending.number() + " has the value of a run \"" + ending.run() + "\", but ran as " + runs);
    }
  }

  void assertAllWell(int kills) {
    assertEquals(List.of(), unfinished, "futures that did not end");
    assertEquals(List.of(), wrongValues, "tasks with a wrong value");
    assertEquals(List.of(), otherEnds, "tasks that ended otherwise than with their value or as the last attempt that was lost");
    assertEquals(List.of(), wrongRuns, "tasks that ran more often than allowed, or otherwise than they said");
    assertEquals(Map.of(), greedy(), "workers that took more than the one task with them that they ran");
    // The kill may hit the microseconds between the claim of a task and the word that it has begun, but not often.
    assertTrue(lostWithoutAStart <= 1 + kills / 100, () -> lostWithoutAStart + " tasks were lost that had not begun");
    assertTrue(lostAttempts() <= kills, () -> lostAttempts() + " attempts were lost by " + kills + " kills");
  }

  private Map<String, Integer> greedy() {
    Map<String, Integer> greedy = new HashMap<>(lossesOfWorkers);
    greedy.values().removeIf(losses -> losses == 1);
    return greedy;
  }

  private long lost() {
    return endings.stream().filter(ending -> ending.run() == null).count();
  }

  private long lostAttempts() {
    long beforeSuccess = endings.stream().map(Ending::run).filter(Objects::nonNull)
        .mapToLong(run -> Long.parseLong(run.split(" ")[1]) - 1).sum();
    return beforeSuccess + lost() * (retries + 1);
  }

  Map<String, Object> figures(int kills, double seconds) {
    Map<String, Object> figures = new LinkedHashMap<>();
    figures.put("tasks", endings.size());
    figures.put("retries allowed to each", retries);
    figures.put("workers killed (SIGKILL)", kills);
    figures.put("attempts lost", lostAttempts());
    figures.put("tasks lost (WorkerLostException)", lost());
    figures.put("of these, before the first line of their own code", lostBeforeTheirLine);
    figures.put("of these, without a sign that they had begun", lostWithoutAStart);
    figures.put("tasks run more than once, within what is allowed", rerun);
    figures.put("tasks run more often than allowed", wrongRuns.size());
    figures.put("wrong values", wrongValues.size());
    figures.put("ended otherwise", otherEnds.size());
    figures.put("unfinished", unfinished.size());
    figures.put("duration", String.format("%.1f s", seconds));
    figures.put("throughput", String.format("%.1f tasks/s", endings.size() / seconds));
    return figures;
  }
}
