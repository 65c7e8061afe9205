package dev.offload.processes;

import dev.offload.ExecutorConfig;
import dev.offload.OutputLine;
import dev.offload.OutputListener;

/** Where the lines that tasks print go: to the user's listener, or to the parent's own streams with a prefix. */
final class TaskOutputSink {
  private TaskOutputSink() {}

  static OutputListener of(ExecutorConfig config, OutputMode mode) {
    if (config.outputListener().isPresent()) {
      return config.outputListener().get();
    }
    return mode == OutputMode.DISCARD ? line -> { } : TaskOutputSink::print;
  }

  private static void print(OutputLine line) {
    String prefix = "[" + line.worker() + line.task().map(task -> " " + task).orElse("") + "] ";
    (line.stream() == OutputLine.Stream.STDOUT ? System.out : System.err).println(prefix + line.text());
  }
}
