package dev.offload.conformance;

import static dev.offload.conformance.Outcomes.valueOf;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.offload.Capability;
import dev.offload.TaskExecutor;
import dev.offload.TaskFuture;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Random workers killed at random moments, busy, idle and starting ones: rules E3, E6 and E9 in the large. Not a part of
 * {@link LifecycleContract}, because it takes longer than all of that: bind it in a class of its own.
 */
public interface KillFuzzContract extends ContractSubject {
  @Test
  @Tag(Soak.TAG)
  @DisplayName("E3: whatever worker is killed whenever, every task ends, runs once at most, and has its own value or WorkerLostException")
  default void workers_killedAtRandom_takeTheirOwnTaskWithThem(@TempDir Path directory) {
    fuzz(0, directory);
  }

  @Test
  @Tag(Soak.TAG)
  @DisplayName("E9: whatever worker is killed whenever, no task runs more often than its retries allow")
  default void workers_killedAtRandomWithRetries_runNoTaskTooOften(@TempDir Path directory) {
    fuzz(2, directory);
  }

  private void fuzz(int retries, Path directory) {
    requires(Capability.CONCURRENT, Capability.SURVIVES_CRASHES);
    Seed.drawn().tellOnFailure(random -> fuzz(retries, directory, random));
  }

  private void fuzz(int retries, Path directory, Random random) throws InterruptedException {
    long start = System.nanoTime();
    FuzzTally tally = new FuzzTally(retries);
    Killer killer = Killer.start(random);
    // Workers that are killed while they start are no sign of a broken configuration here.
    try (TaskExecutor executor = open(config -> config.workers(3).maxStartFailures(Integer.MAX_VALUE))) {
      try (killer) {
        new KillFuzz(executor, retries, directory, random, tally).run(Extent.times(100, 300, 10_000), Extent.times(7, 20, 550), killer);
      }
      assertPoolWorks(executor);
    }
    tally.readRuns();

    Map<String, Object> figures = tally.figures(killer.kills(), (System.nanoTime() - start) / 1e9);
    Soak.report("Kill fuzz, " + (retries == 0 ? "without retries" : "with retries"), figures);
    tally.assertAllWell(killer.kills());
  }

  private static void assertPoolWorks(TaskExecutor executor) {
    List<TaskFuture<Integer>> futures = new ArrayList<>();
    for (int i = 0; i < 30; i++) {
      futures.add(executor.submit(Tasks::square, i));
    }
    for (int i = 0; i < 30; i++) {
      assertEquals(i * i, valueOf(futures.get(i)), "after the last kill");
    }
  }
}
