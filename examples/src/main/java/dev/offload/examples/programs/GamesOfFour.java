package dev.offload.examples.programs;

import dev.offload.ExecutorConfig;
import dev.offload.TaskExecutor;
import dev.offload.TaskFuture;
import dev.offload.examples.Program;
import dev.offload.examples.WorkerKind;
import dev.offload.shared.Barrier;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.TimeoutException;
import picocli.CommandLine.Command;

/** Ten players come to a barrier for four: two games begin, and the two who are left over find it broken when their time is up. */
@Command(name = "games-of-four", description = "A barrier: two games of four begin, two players wait in vain.")
public final class GamesOfFour extends Program<GamesOfFour.Outcome> {
  private static final int PLAYERS = 10;

  record Outcome(int played, int leftOver, boolean broken) {}

  @Override
  protected Outcome run(ExecutorConfig config, PrintWriter out) throws Exception {
    try (TaskExecutor executor = TaskExecutor.open(config.withWorkers(4))) {
      Barrier barrier = executor.shared().barrier(4);
      List<TaskFuture<Boolean>> players = new ArrayList<>();
      for (int player = 0; player < PLAYERS; player++) {
        boolean late = player >= 8;
        players.add(executor.submit(() -> plays(barrier, late ? Duration.ofMillis(300) : Duration.ofMinutes(1))));
      }
      int played = 0;
      for (TaskFuture<Boolean> player : players) {
        played += player.get() ? 1 : 0;
      }
      Outcome outcome = new Outcome(played, PLAYERS - played, barrier.isBroken());
      out.println(outcome);
      return outcome;
    }
  }

  private static boolean plays(Barrier barrier, Duration patience) throws InterruptedException {
    try {
      barrier.await(patience);
      return true;
    } catch (BrokenBarrierException | TimeoutException e) {
      return false;
    }
  }

  @Override
  protected boolean isRight(Outcome outcome, WorkerKind workers) {
    return outcome.equals(new Outcome(8, 2, true));
  }
}
