package dev.offload.processes;

import dev.offload.ExecutorConfig;
import dev.offload.ExecutorConfigBuilder;
import dev.offload.TaskExecutor;
import java.io.IOException;
import java.time.Duration;
import java.util.function.UnaryOperator;

/** Opens executors for the tests of this module. */
final class Processes {
  static final Duration PATIENCE = Duration.ofSeconds(60);

  private Processes() {}

  static TaskExecutor open(UnaryOperator<ExecutorConfigBuilder> settings) {
    return TaskExecutor.open(settings.apply(ExecutorConfig.defaults().toBuilder().backend("processes").workers(1)).build());
  }

  static TaskExecutor open() {
    return open(settings -> settings);
  }

  /** Sends a process a signal. */
  static void signal(String name, long pid) throws IOException, InterruptedException {
    new ProcessBuilder("kill", "-" + name, Long.toString(pid)).inheritIO().start().waitFor();
  }
}
