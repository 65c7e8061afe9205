package dev.offload.examples.programs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.offload.cluster.grid.JvmFlags;
import dev.offload.examples.CommandRun;
import dev.offload.examples.OnEveryBackend;
import java.io.File;
import java.io.IOException;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The server of tasks, alone and with a node that comes from outside and has none of its classes. */
class TaskServerTest {
  private static final Duration PATIENCE = Duration.ofSeconds(90);
  private static final Pattern JOIN = Pattern.compile("cluster-node/run --join 127.0.0.1:(\\d+)");

  @TempDir
  private Path directory;

  @OnEveryBackend
  void result_isTheSameLine_onEveryBackend(String backend) {
    CommandRun run = CommandRun.of("task-server", "--backend", backend, "--workers", "2", "--pieces", "20");

    assertEquals("", run.err());
    assertEquals("There are 148933 primes below 2000000.", lastLine(run.out()));
    assertEquals(backend.equals("cluster"), JOIN.matcher(run.out()).find(), run.out());
  }

  @Test
  void pieces_none_isOneLine() {
    CommandRun run = CommandRun.of("task-server", "--pieces", "0");

    assertEquals("examples/run task-server: --pieces must be >= 1 and <= 21474, was 0" + System.lineSeparator(), run.err());
    assertEquals(2, run.status());
  }

  @Test
  void node_thatJoinsMeanwhile_doesPartOfTheWork() throws IOException {
    String port = Integer.toString(freePort());
    // First, as it needs longer to start than the server for its work.
    Process node = startNode("127.0.0.1:" + port);
    try {
      Awaitility.await().atMost(PATIENCE).until(() -> Files.readString(nodeLog()).startsWith(JoiningNode.LOOKING));
      OpenRun server = OpenRun.of("task-server", "--backend", "cluster", "--pieces", "400", "--port", port);
      Awaitility.await().atMost(PATIENCE).until(server.status()::isDone);

      assertEquals("There are 2433654 primes below 40000000.", lastLine(server.out()));
      assertEquals(port, JOIN.matcher(server.out()).results().findFirst().orElseThrow().group(1));
      assertTrue(server.out().contains(node.pid() + "@"), server.out() + "the node: " + Files.readString(nodeLog()));
    } finally {
      node.destroyForcibly();
    }
  }

  /** A program of the examples that goes on while the test looks at what it prints. */
  private record OpenRun(CompletableFuture<Integer> status, StringWriter written) {
    static OpenRun of(String... arguments) {
      StringWriter written = new StringWriter();
      return new OpenRun(CompletableFuture.supplyAsync(() -> CommandRun.printingTo(written, arguments)), written);
    }

    String out() {
      return written.toString();
    }
  }

  private Path nodeLog() {
    return directory.resolve("node.log");
  }

  private static int freePort() throws IOException {
    try (ServerSocket probe = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return probe.getLocalPort();
    }
  }

  private Process startNode(String address) throws IOException {
    String examples = Path.of("examples", "target", "examples-").toString();
    String classPath = Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
        .filter(entry -> !entry.contains(examples))
        .collect(Collectors.joining(File.pathSeparator));
    List<String> command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
    command.addAll(JvmFlags.all());
    command.addAll(List.of("-cp", classPath, JoiningNode.class.getName(), address));
    // Its standard input stays open until it is ended.
    return new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(nodeLog().toFile()).start();
  }

  private static String lastLine(String text) {
    return text.lines().reduce("", (first, second) -> second);
  }
}
