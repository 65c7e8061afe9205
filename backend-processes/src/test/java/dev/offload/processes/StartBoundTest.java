package dev.offload.processes;

import static dev.offload.conformance.Bounds.DEATH;
import static dev.offload.conformance.Bounds.KILL;
import static dev.offload.conformance.Bounds.assertEndsWithin;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.offload.BrokenExecutorException;
import dev.offload.TaskExecutor;
import dev.offload.TaskFuture;
import dev.offload.processes.wire.Endpoint;
import dev.offload.processes.wire.Hello;
import dev.offload.processes.wire.WorkerSetup;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Workers that are started and never come to life. */
class StartBoundTest {
  private static final int STARTS = 2;

  @TempDir private Path directory;

  @Test
  @DisplayName("E6: workers that start and say nothing break the executor within the bound")
  void start_thatHangs_breaksTheExecutor() throws Exception {
    Duration startTimeout = Duration.ofMillis(700);
    try (TaskExecutor executor = open(script("exec sleep 600"), startTimeout)) {
      TaskFuture<Integer> waiting = executor.submit(() -> 1);

      assertEndsWithin(startTimeout.plus(KILL).multipliedBy(STARTS), waiting);

      String told = assertInstanceOf(BrokenExecutorException.class, waiting.exceptionNow()).getMessage();
      assertTrue(told.contains("did not connect within 700 ms"), told);
    }
  }

  @Test
  @DisplayName("E6: workers that connect and then say nothing break the executor within the bound")
  void start_thatFreezesWhenConnected_breaksTheExecutor() throws Exception {
    Duration startTimeout = Duration.ofSeconds(3);
    try (TaskExecutor executor = open(fakeWorker("stays"), startTimeout)) {
      TaskFuture<Integer> waiting = executor.submit(() -> 1);

      assertEndsWithin(startTimeout.plus(KILL).multipliedBy(STARTS), waiting);

      String told = assertInstanceOf(BrokenExecutorException.class, waiting.exceptionNow()).getMessage();
      assertTrue(told.contains("no sign of life for 3000 ms"), told);
    }
  }

  @Test
  @DisplayName("E6: a worker that hangs up and lives on is ended, and counts as a failed start")
  void start_thatHangsUp_breaksTheExecutor() throws Exception {
    try (TaskExecutor executor = open(fakeWorker("hangs up"), Duration.ofSeconds(30))) {
      TaskFuture<Integer> waiting = executor.submit(() -> 1);

      assertEndsWithin(DEATH.multipliedBy(STARTS), waiting);

      assertInstanceOf(BrokenExecutorException.class, waiting.exceptionNow());
    }
  }

  /** A child that comes in by the door and then does nothing, or leaves at once. */
  static final class FakeWorker {
    private FakeWorker() {}

    public static void main(String[] arguments) throws Exception {
      WorkerSetup setup = WorkerSetup.readFrom(System.in);
      try (SocketChannel socket = Endpoint.connect(setup.address())) {
        socket.write(Hello.bytes(setup.token()));
        if (arguments[0].equals("stays")) {
          Thread.sleep(Processes.PATIENCE.toMillis());
        }
      }
      Thread.sleep(Processes.PATIENCE.toMillis());
    }
  }

  private Path fakeWorker(String what) throws Exception {
    return script("exec '" + Path.of(System.getProperty("java.home"), "bin", "java") + "' -cp '"
        + System.getProperty("java.class.path") + "' '" + FakeWorker.class.getName() + "' '" + what + "'");
  }

  private TaskExecutor open(Path java, Duration startTimeout) {
    return Processes.open(settings -> settings
        .maxStartFailures(STARTS)
        .option("processes.java", java.toString())
        .option("processes.startTimeout", startTimeout.toMillis() + "ms"));
  }

  private Path script(String body) throws Exception {
    Path script = directory.resolve("java");
    Files.writeString(script, "#!/bin/sh\n" + body + "\n");
    assertTrue(script.toFile().setExecutable(true));
    return script;
  }
}
