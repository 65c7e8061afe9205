package dev.offload.examples.programs;

import dev.offload.ExecutorConfig;
import dev.offload.TaskExecutor;
import dev.offload.TaskFuture;
import dev.offload.TaskOptions;
import dev.offload.examples.Program;
import dev.offload.examples.WorkerKind;
import java.io.PrintWriter;
import java.net.URI;
import java.util.List;
import picocli.CommandLine.Command;

/** Submits page loads to one worker and polls the futures until all are done; a future prints its state. */
@Command(name = "load-urls", description = "Submit tasks and poll their futures; a future prints its state.")
public final class LoadUrls extends Program<LoadUrls.Outcome> {
  record Outcome(int status, List<String> before, List<String> after) {}

  @Override
  protected Outcome run(ExecutorConfig config, PrintWriter out) throws Exception {
    try (PageServer server = PageServer.start();
        TaskExecutor executor = TaskExecutor.open(config.withWorkers(1));
        Gate gate = Gate.shut()) {
      TaskFuture<Integer> good = executor.submit(TaskOptions.named("good"), LoadUrls::loadBehind, gate, server.page("0"));
      TaskFuture<Integer> missing = executor.submit(TaskOptions.named("missing"), Page::load, server.page("missing"));
      TaskFuture<Integer> unwanted = executor.submit(TaskOptions.named("unwanted"), Page::load, server.page("1"));
      List<TaskFuture<Integer>> futures = List.of(good, missing, unwanted);

      Started.await(List.of(good));
      unwanted.cancel(false);
      List<String> before = states(futures);
      print(before, out);

      gate.open();
      for (TaskFuture<Integer> future : futures) {
        while (!future.isDone()) {
          Thread.sleep(10);
        }
        print(states(futures), out);
      }
      return new Outcome(good.get(), before, states(futures));
    }
  }

  private static int loadBehind(Gate gate, URI page) throws Exception {
    gate.pass();
    return Page.load(page);
  }

  private static void print(List<String> states, PrintWriter out) {
    out.println(String.join("  ", states));
  }

  private static List<String> states(List<TaskFuture<Integer>> futures) {
    return futures.stream().map(TaskFuture::toString).toList();
  }

  @Override
  protected boolean isRight(Outcome outcome, WorkerKind workers) {
    return outcome.equals(new Outcome(200,
        List.of("TaskFuture[good, running]", "TaskFuture[missing, pending]", "TaskFuture[unwanted, cancelled]"),
        List.of("TaskFuture[good, finished returned Integer]", "TaskFuture[missing, finished raised IOException]",
            "TaskFuture[unwanted, cancelled]")));
  }
}
