package dev.offload.processes.user;

import dev.offload.ExecutorConfig;
import dev.offload.TaskExecutor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** Runs a task, and goes on until a file is there whose name ends as told; what is to be configured is, by the environment. */
public final class ArchiveProgram {
  private static final long POLL_MILLIS = 10;

  private ArchiveProgram() {}

  /** In the first argument's directory; ends with the second, or at once if there is none; a third one is for another task then. */
  public static void main(String[] arguments) throws Exception {
    try (TaskExecutor executor = TaskExecutor.open(ExecutorConfig.load().withBackend("processes").withWorkers(1))) {
      int six = 6;
      System.out.println(executor.submit(() -> six * 7).get());
      while (arguments.length > 1 && !has(Path.of(arguments[0]), arguments[1])) {
        Thread.sleep(POLL_MILLIS);
      }
      if (arguments.length > 2) {
        System.out.println(executor.submit(() -> six * 8).get());
      }
    }
    System.out.println(left() == 0 ? "closed" : "left: " + left());
  }

  /** Threads of the library and child processes. */
  private static long left() {
    return Thread.getAllStackTraces().keySet().stream().filter(thread -> thread.getName().startsWith("offload-")).count()
        + ProcessHandle.current().children().filter(ProcessHandle::isAlive).count();
  }

  private static boolean has(Path directory, String ending) throws IOException {
    if (!Files.exists(directory)) {
      return false;
    }
    try (Stream<Path> files = Files.list(directory)) {
      return files.anyMatch(file -> file.getFileName().toString().endsWith(ending));
    }
  }
}
