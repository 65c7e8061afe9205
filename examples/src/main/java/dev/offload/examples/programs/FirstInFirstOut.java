package dev.offload.examples.programs;

import dev.offload.ExecutorConfig;
import dev.offload.TaskExecutor;
import dev.offload.TaskFuture;
import dev.offload.TaskStatus;
import dev.offload.examples.Program;
import dev.offload.examples.WorkerKind;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import picocli.CommandLine.Command;

/** One task writes A, B, C to a queue, another reads for ever, and is ended when it has read them. */
@Command(name = "queue", description = "A queue between a writer and an endless reader, which is ended.")
public final class FirstInFirstOut extends Program<FirstInFirstOut.Outcome> {
  record Outcome(List<String> read, TaskStatus reader) {}

  @Override
  protected Outcome run(ExecutorConfig config, PrintWriter out) throws Exception {
    try (TaskExecutor executor = TaskExecutor.open(withAtLeast(2, config))) {
      BlockingQueue<String> queue = executor.shared().queue();
      BlockingQueue<String> read = executor.shared().queue();
      TaskFuture<?> reader = executor.submit(() -> {
        while (true) {
          read.put(queue.take());
        }
      });
      executor.submit(() -> {
        for (String letter : List.of("A", "B", "C")) {
          queue.put(letter);
        }
      }).get();

      List<String> letters = new ArrayList<>();
      for (int i = 0; i < 3; i++) {
        letters.add(read.take());
      }
      reader.cancel(true);
      reader.stopped().get();
      out.println("read " + letters + "; the reader is " + reader.status());
      return new Outcome(letters, reader.status());
    }
  }

  @Override
  protected boolean isRight(Outcome outcome, WorkerKind workers) {
    return outcome.equals(new Outcome(List.of("A", "B", "C"), TaskStatus.CANCELLED));
  }
}
