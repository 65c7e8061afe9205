package dev.offload.processes;

import static org.awaitility.Awaitility.await;

import dev.offload.conformance.Marker;
import java.io.IOException;
import java.io.Serializable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Processes that a task starts, each in another relation to its worker; they last ten minutes if nobody ends them.
 *
 * @param marks a line for each: what it is, and its id
 */
record Lineage(Marker marks) implements Serializable {
  private static final Duration POLL = Duration.ofMillis(5);

  /** A shell, its child, and one that has left its session and its parents. */
  private static final String FAMILY = """
      sleep 600 & echo "grandchild $!" >> "$0"
      (setsid sleep 600 & echo "runaway $!" >> "$0")
      echo "child $$" >> "$0"
      wait
      """;

  static Lineage in(Path directory) {
    return new Lineage(Marker.in(directory));
  }

  /** For a task: starts them, and waits until all are there. */
  void start() throws IOException {
    run(FAMILY);
    awaitBirths(3);
  }

  /** For a task: starts one without a parent, and without a mark in its environment; it holds the output of the task. */
  void startStranger(String command) throws IOException {
    run("(unset _OFFLOAD_WORKER; setsid " + command + " & echo \"stranger $!\" >> \"$0\")");
    awaitBirths(1);
  }

  /** For a task: starts one without a mark, which is a child of the task's worker. */
  void startUnmarked() throws IOException {
    run("unset _OFFLOAD_WORKER; echo \"unmarked $$\" >> \"$0\"; exec sleep 600 >/dev/null 2>&1");
    awaitBirths(1);
  }

  /** For a task: adds the worker itself. */
  void addWorker() {
    marks.mark("worker " + ProcessHandle.current().pid());
  }

  void awaitBirths(int count) {
    await().atMost(Processes.PATIENCE).pollInterval(POLL).until(() -> marks.count() >= count);
  }

  void awaitEnd() {
    await().atMost(Processes.PATIENCE).pollDelay(Duration.ZERO).pollInterval(POLL).untilAsserted(() -> {
      if (!living().isEmpty()) {
        throw new AssertionError("these still run: " + living());
      }
    });
  }

  /** Those that run, by id. */
  Map<Long, String> living() {
    return marks.lines().stream().map(line -> line.split(" "))
        .filter(line -> isRunning(Long.parseLong(line[1])))
        .collect(Collectors.toMap(line -> Long.parseLong(line[1]), line -> line[0]));
  }

  /** For the test: ends what it left behind on purpose, or because it failed. */
  void clear() {
    List.copyOf(living().keySet()).forEach(pid -> ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly));
  }

  /** One that has ended, and that nobody has asked for its exit code, does not run. */
  static boolean isRunning(long pid) {
    try {
      String stat = Files.readString(Path.of("/proc/" + pid + "/stat"));
      return stat.charAt(stat.lastIndexOf(')') + 2) != 'Z';
    } catch (IOException e) {
      return ProcessHandle.of(pid).isPresent() && !Files.isDirectory(Path.of("/proc/self"));
    }
  }

  private void run(String script) throws IOException {
    new ProcessBuilder("sh", "-c", script, marks.path()).inheritIO().start();
  }
}
