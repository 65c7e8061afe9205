package dev.offload.processes;

import static org.awaitility.Awaitility.await;

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

  /** Stops a process, and waits until it has stopped: until then its threads may go on, each as the system comes to it. */
  static void stop(long pid) throws IOException, InterruptedException {
    signal("STOP", pid);
    await().atMost(PATIENCE).until(() -> stateOf(pid).startsWith("T"));
  }

  private static String stateOf(long pid) throws IOException {
    return new ProcessBuilder("ps", "-o", "stat=", "-p", Long.toString(pid)).start().inputReader().readLine().strip();
  }
}
