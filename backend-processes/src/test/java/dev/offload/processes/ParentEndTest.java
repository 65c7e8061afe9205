package dev.offload.processes;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import dev.offload.TaskExecutor;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A child ends with its parent, however that one ends. */
class ParentEndTest {
  /** A program that never closes its executor: it prints the pid of its busy worker and ends as told. */
  static final class Forgetful {
    private Forgetful() {}

    public static void main(String[] arguments) throws Exception {
      TaskExecutor executor = Processes.open();
      long pid = executor.submit(() -> ProcessHandle.current().pid()).get();
      executor.submit(() -> Thread.sleep(Processes.PATIENCE.toMillis()));
      System.out.println(pid);
      switch (arguments[0]) {
        case "waits" -> Thread.sleep(Processes.PATIENCE.toMillis());
        case "exits" -> System.exit(0);
        case "halts" -> Runtime.getRuntime().halt(0);
        default -> { }
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"returns", "exits", "halts"})
  @DisplayName("E5: a child ends with a parent that ends without closing")
  void child_endsWithItsParent(String end) throws Exception {
    Process parent = start(end);
    long child = childOf(parent);

    await().atMost(Processes.PATIENCE).until(() -> !parent.isAlive() && !isAlive(child));
    assertEquals("", new String(parent.getErrorStream().readAllBytes()));
  }

  @Test
  @DisplayName("E5: a child ends with a parent that is killed")
  void child_ofAKilledParent_ends() throws Exception {
    Process parent = start("waits");
    long child = childOf(parent);

    parent.destroyForcibly();

    await().atMost(Processes.PATIENCE).until(() -> !isAlive(child));
  }

  private static Process start(String end) throws IOException {
    return new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-cp", System.getProperty("java.class.path"), Forgetful.class.getName(), end).start();
  }

  private static boolean isAlive(long pid) {
    return ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false);
  }

  private static long childOf(Process parent) throws IOException {
    BufferedReader out = parent.inputReader();
    String pid = out.readLine();
    assertNotNull(pid, "the parent said nothing");
    return Long.parseLong(pid);
  }
}
