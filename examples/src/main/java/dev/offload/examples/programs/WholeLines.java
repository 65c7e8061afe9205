package dev.offload.examples.programs;

import dev.offload.ExecutorConfig;
import dev.offload.TaskExecutor;
import dev.offload.TaskFuture;
import dev.offload.examples.Program;
import dev.offload.examples.WorkerKind;
import dev.offload.shared.SharedLock;
import java.io.FileWriter;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import picocli.CommandLine.Command;

/** Ten tasks write to one file, letter by letter; a lock around each line keeps it whole. */
@Command(name = "whole-lines", description = "A lock around the output of ten tasks: ten whole lines.")
public final class WholeLines extends Program<List<String>> {
  @Override
  protected List<String> run(ExecutorConfig config, PrintWriter out) throws Exception {
    Path file = Files.createTempFile("whole-lines-", ".txt");
    try (TaskExecutor executor = TaskExecutor.open(withAtLeast(2, config))) {
      SharedLock lock = executor.shared().lock();
      String path = file.toString();
      List<TaskFuture<?>> writing = new ArrayList<>();
      for (int task = 0; task < 10; task++) {
        String line = "hello world " + task + "\n";
        writing.add(executor.submit(() -> write(lock, path, line)));
      }
      for (TaskFuture<?> future : writing) {
        future.get();
      }
      List<String> lines = Files.readAllLines(file).stream().sorted().toList();
      lines.forEach(out::println);
      return lines;
    } finally {
      Files.delete(file);
    }
  }

  private static void write(SharedLock lock, String path, String line) throws IOException {
    lock.lock();
    try {
      for (char letter : line.toCharArray()) {
        try (Writer writer = new FileWriter(path, true)) {
          writer.write(letter);
        }
      }
    } finally {
      lock.unlock();
    }
  }

  @Override
  protected boolean isRight(List<String> outcome, WorkerKind workers) {
    return outcome.equals(IntStream.range(0, 10).mapToObj(task -> "hello world " + task).toList());
  }
}
