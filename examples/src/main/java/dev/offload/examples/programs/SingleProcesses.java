package dev.offload.examples.programs;

import dev.offload.ExecutorConfig;
import dev.offload.Processes;
import dev.offload.TaskProcess;
import dev.offload.examples.Program;
import dev.offload.examples.WorkerKind;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import picocli.CommandLine.Command;

/**
 * Three processes with a name each tell their pids; a fourth is terminated, a fifth killed. On threads, those of nodes too, there is no
 * such end, and one pid for those of one process.
 */
@Command(name = "single-processes", description = "Processes that are started, watched and ended one by one.")
public final class SingleProcesses extends Program<SingleProcesses.Outcome> {
  record Outcome(
      int pids, List<String> names, List<Integer> exitCodes, boolean aliveAtFirst, boolean aliveAfterwards, List<Integer> ended) {}

  @Override
  protected Outcome run(ExecutorConfig config, PrintWriter out) throws Exception {
    List<TaskProcess<Long>> processes = new ArrayList<>();
    boolean aliveAtFirst = true;
    for (int number = 0; number < 3; number++) {
      TaskProcess<Long> process = Processes.start(config, "process-" + number, () -> {
        Thread.sleep(500);
        return ProcessHandle.current().pid();
      }, false);
      aliveAtFirst &= process.isAlive();
      processes.add(process);
    }
    Set<Long> pids = new TreeSet<>();
    for (TaskProcess<Long> process : processes) {
      process.join();
      pids.add(process.future().get());
      out.println(process.name() + " had pid " + process.future().get() + " and ended with " + process.exitCode().getAsInt());
    }
    Outcome outcome = new Outcome(pids.size(), processes.stream().map(TaskProcess::name).toList(),
        processes.stream().map(process -> process.exitCode().getAsInt()).toList(), aliveAtFirst,
        processes.stream().anyMatch(TaskProcess::isAlive),
        List.of(ended(config, TaskProcess::terminate, out), ended(config, TaskProcess::kill, out)));
    out.println(outcome);
    return outcome;
  }

  private interface End {
    void of(TaskProcess<?> process);
  }

  /** The exit code of a process that is ended; of a thread that is interrupted instead. */
  private static int ended(ExecutorConfig config, End end, PrintWriter out) throws InterruptedException {
    try (TaskProcess<?> process = Processes.start(config, "endless", () -> {
      Thread.sleep(Long.MAX_VALUE);
      return 0;
    }, true)) {
      Started.await(List.of(process.future()));
      try {
        end.of(process);
      } catch (UnsupportedOperationException e) {
        out.println("interrupted instead: " + e.getMessage());
        process.interrupt();
      }
      process.join(Duration.ofSeconds(30));
      return process.exitCode().orElse(-1);
    }
  }

  @Override
  protected boolean isRight(Outcome outcome, WorkerKind workers) {
    List<String> names = List.of("process-0", "process-1", "process-2");
    boolean arePids = switch (workers) {
      case THREADS_HERE -> outcome.pids() == 1;
      case THREADS_ELSEWHERE -> true;
      case PROCESSES -> outcome.pids() == names.size();
    };
    List<Integer> ended = workers == WorkerKind.PROCESSES ? List.of(128 + 15, 128 + 9) : List.of(1, 1);
    return arePids && outcome.equals(new Outcome(outcome.pids(), names, List.of(0, 0, 0), true, false, ended));
  }
}
