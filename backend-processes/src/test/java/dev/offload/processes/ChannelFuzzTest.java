package dev.offload.processes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.offload.TaskExecutor;
import dev.offload.TaskFuture;
import dev.offload.conformance.Extent;
import dev.offload.conformance.Soak;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Frames of real children, gone wrong in every way, against the code that handles a child's frames. */
@Tag(Soak.TAG)
class ChannelFuzzTest {
  private static final int MUTATIONS = Extent.times(4_000, 20_000, 1_000_000);
  private static final int OUTSTANDING = 6;
  private static final long MIB = 1 << 20;

  @TempDir private Path directory;
  private final long seed = Long.getLong("fuzz.seed", System.nanoTime());

  @Test
  @DisplayName("E6: a million frames that went wrong end children by typed exceptions; every future ends, other workers work on")
  void parent_hearsMutatedFrames_livesOn() throws Exception {
    try (Stage stage = Stage.in(directory); TaskExecutor other = Processes.open()) {
      ChannelFuzz fuzz = new ChannelFuzz(stage, Recorder.record());
      AtomicLong seeds = new AtomicLong(seed);
      long began = System.nanoTime();
      try (TaskExecutor executor = Stage.open(settings -> settings.workers(2).maxStartFailures(Integer.MAX_VALUE),
          (worker, owner) -> new FuzzedChild(fuzz, seeds.incrementAndGet()))) {
        Recorder.makeShared(executor);
        long ended = submitWhile(executor, fuzz, other);
        fuzz.endMutations();
        for (TaskFuture<Integer> last : List.of(executor.submit(() -> 1), executor.submit(() -> 2))) {
          awaitEnd(last);
        }
        report(fuzz, ended, System.nanoTime() - began);
      }
      assertEquals(List.of(), fuzz.surprises().stream().distinct().limit(10).toList(), told());
      assertTrue(fuzz.mostAllocated() < 64 * MIB, "a child made its parent allocate " + fuzz.mostAllocated() + " bytes; " + told());
      assertTrue(fuzz.refused() > MUTATIONS / 20, "only " + fuzz.refused() + " children were refused; " + told());
    }
  }

  /** Keeps both workers in work until enough has gone wrong; returns how many futures have ended. */
  private long submitWhile(TaskExecutor executor, ChannelFuzz fuzz, TaskExecutor other) throws Exception {
    Deque<TaskFuture<Integer>> open = new ArrayDeque<>();
    long submitted = 0;
    while (fuzz.mutated() < MUTATIONS) {
      open.add(executor.submit(number -> number, (int) submitted++));
      if (open.size() > OUTSTANDING) {
        awaitEnd(open.remove());
      }
      if (submitted % 1_000 == 0) {
        int expected = (int) submitted;
        assertEquals(expected, other.submit(number -> number, expected).get(Processes.PATIENCE.toSeconds(), TimeUnit.SECONDS));
      }
    }
    for (TaskFuture<Integer> future : open) {
      awaitEnd(future);
    }
    return submitted;
  }

  /** With what outcome it ends is the child's word; that it ends is ours. */
  private void awaitEnd(TaskFuture<Integer> future) throws Exception {
    try {
      future.get(Processes.PATIENCE.toSeconds(), TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      assertTrue(future.isDone(), told());
    } catch (TimeoutException e) {
      throw new AssertionError(future + " did not end; " + told(), e);
    }
  }

  private String told() {
    return "repeat it with -Dfuzz.seed=" + seed;
  }

  private void report(ChannelFuzz fuzz, long futures, long nanos) {
    Map<String, Object> figures = new LinkedHashMap<>();
    figures.put("frames mutated", fuzz.mutated());
    figures.put("children played", fuzz.sessions());
    figures.put("children refused by a WireException", fuzz.refused());
    figures.put("other exceptions", fuzz.surprises().size());
    figures.put("futures submitted, all ended", futures);
    figures.put("most that one child made its parent allocate, KiB", fuzz.mostAllocated() >> 10);
    figures.put("seconds", nanos / 1_000_000_000);
    figures.put("seed", seed);
    Soak.report("Channel fuzz, the parent's side", figures);
    System.out.println("channel fuzz: " + figures);
  }
}
