package dev.offload.examples.programs;

import dev.offload.ExecutorConfig;
import dev.offload.TaskExecutor;
import dev.offload.examples.Program;
import dev.offload.examples.WorkerKind;
import dev.offload.shared.Pipe;
import dev.offload.shared.PipeEnd;
import java.io.EOFException;
import java.io.PrintWriter;
import java.util.Arrays;
import java.util.List;
import picocli.CommandLine.Command;

/** A task sends a list through a pipe and closes its end; what was sent arrives, and then the end of the stream. */
@Command(name = "pipe", description = "A pipe with two ends: a list arrives, and then the end of the stream.")
public final class TwoEnds extends Program<TwoEnds.Outcome> {
  record Outcome(List<Object> received, boolean endOfStream) {}

  @Override
  protected Outcome run(ExecutorConfig config, PrintWriter out) throws Exception {
    try (TaskExecutor executor = TaskExecutor.open(config)) {
      Pipe<List<Object>> pipe = executor.shared().pipe();
      executor.submit(() -> {
        try (PipeEnd<List<Object>> end = pipe.left()) {
          end.send(Arrays.asList(42, null, "hello"));
        }
      });

      List<Object> received = pipe.right().receive();
      out.println("received " + received);
      return new Outcome(received, isAtEnd(pipe.right(), out));
    }
  }

  private static boolean isAtEnd(PipeEnd<?> end, PrintWriter out) throws InterruptedException {
    try {
      end.receive();
      return false;
    } catch (EOFException e) {
      out.println("then: " + e.getMessage());
      return true;
    }
  }

  @Override
  protected boolean isRight(Outcome outcome, WorkerKind workers) {
    return outcome.equals(new Outcome(Arrays.asList(42, null, "hello"), true));
  }
}
