package dev.offload.examples.programs;

import dev.offload.ExecutorConfig;
import dev.offload.Processes;
import dev.offload.TaskProcess;
import dev.offload.examples.Program;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import picocli.CommandLine.Command;

/**
 * Three processes with a name each tell their pids; a fourth is terminated, a fifth killed. On threads there is one pid, and no such end.
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
        List.of(ended(config, TaskProcess::terminate), ended(config, TaskProcess::kill)));
    out.println(outcome);
    return outcome;
  }

  private interface End {
    void of(TaskProcess<?> process);
  }

  /** The exit code of a process that is ended; of a thread that is interrupted instead. */
  private static int ended(ExecutorConfig config, End end) throws InterruptedException {
    try (TaskProcess<?> process = Processes.start(config, "endless", () -> {
      Thread.sleep(Long.MAX_VALUE);
      return 0;
    }, true)) {
      Started.await(List.of(process.future()));
      try {
        end.of(process);
      } catch (UnsupportedOperationException e) {
        process.interrupt();
      }
      process.join(Duration.ofSeconds(30));
      return process.exitCode().orElse(-1);
    }
  }

  @Override
  protected boolean isRight(Outcome outcome, boolean isolates) {
    List<String> names = List.of("process-0", "process-1", "process-2");
    return outcome.equals(new Outcome(isolates ? 3 : 1, names, List.of(0, 0, 0), true, false,
        isolates ? List.of(128 + 15, 128 + 9) : List.of(1, 1)));
  }
}
