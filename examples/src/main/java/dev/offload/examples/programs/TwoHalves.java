package dev.offload.examples.programs;

import dev.offload.ExecutorConfig;
import dev.offload.TaskExecutor;
import dev.offload.TaskFuture;
import dev.offload.examples.Program;
import dev.offload.examples.WorkerKind;
import dev.offload.shared.SharedLongs;
import java.io.PrintWriter;
import java.util.stream.LongStream;
import picocli.CommandLine.Command;

/** Two tasks fill the halves of an array of 2,000 in shared memory, with a 1 in every other place; the memory is gone afterwards. */
@Command(name = "two-halves", description = "Two tasks fill the halves of an array in shared memory.")
public final class TwoHalves extends Program<TwoHalves.Outcome> {
  private static final int LENGTH = 2_000;

  record Outcome(long sum, boolean goneAfterwards) {}

  @Override
  protected Outcome run(ExecutorConfig config, PrintWriter out) throws Exception {
    SharedLongs longs;
    long sum;
    try (TaskExecutor executor = TaskExecutor.open(config)) {
      longs = executor.shared().longs(LENGTH);
      SharedLongs both = longs;
      TaskFuture<?> first = executor.submit(() -> fill(both, 0, LENGTH / 2));
      TaskFuture<?> second = executor.submit(() -> fill(both, LENGTH / 2, LENGTH));
      first.get();
      second.get();
      sum = LongStream.range(0, LENGTH).map(longs::get).sum();
    }
    Outcome outcome = new Outcome(sum, isGone(longs));
    out.println(outcome);
    return outcome;
  }

  private static void fill(SharedLongs longs, int from, int to) {
    for (int i = from; i < to; i += 2) {
      longs.set(i, 1);
    }
  }

  private static boolean isGone(SharedLongs longs) {
    try {
      longs.get(0);
      return false;
    } catch (IllegalStateException e) {
      return true;
    }
  }

  @Override
  protected boolean isRight(Outcome outcome, WorkerKind workers) {
    return outcome.equals(new Outcome(1_000, true));
  }
}
