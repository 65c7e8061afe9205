package dev.offload.cluster.grid;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.offload.BrokenExecutorException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.ignite.spi.collision.fifoqueue.FifoQueueCollisionSpi;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Starting and stopping nodes. */
class GridTest {
  @TempDir
  Path directory;

  @Test
  void start_twoClusters_liveBesideEachOther() {
    int first = Ports.free();
    int second = Ports.free();
    try (Grid one = start(server("one", first)); Grid two = start(server("two", second));
        Grid ofOne = start(client("of-one", first)); Grid ofTwo = start(client("of-two", second))) {
      for (Grid grid : List.of(one, two, ofOne, ofTwo)) {
        assertEquals(2, grid.ignite().cluster().nodes().size());
        grid.ignite().compute().broadcast(() -> { });
      }
      assertEquals(one.ignite().cluster().localNode().id(), ofOne.ignite().cluster().forServers().node().id());
      assertEquals(two.ignite().cluster().localNode().id(), ofTwo.ignite().cluster().forServers().node().id());
    }
  }

  @Test
  void start_serversWithOneAnothersAddress_areOneCluster() {
    int port = Ports.free();
    try (Grid first = start(server("first", port).addresses(List.of("127.0.0.1:" + port)));
        Grid second = start(server("second", Ports.free()).addresses(List.of("127.0.0.1:" + port)))) {
      assertEquals(2, first.ignite().cluster().nodes().size());
      assertEquals(2, second.ignite().cluster().nodes().size());
    }
  }

  @Test
  void start_nameAttributesAndAdditions_areThere() {
    int port = Ports.free();
    GridSettings.Builder settings = server("lion", port).attributes(Map.of("mane", "yes"));
    try (Grid server = Grid.start(settings.build(), configuration -> configuration.setCollisionSpi(new FifoQueueCollisionSpi()));
        Grid client = start(client("cub", port))) {
      assertEquals("lion", client.ignite().cluster().forServers().node().consistentId());
      assertEquals("yes", client.ignite().cluster().forServers().node().<String>attribute("mane"));
      assertTrue(server.ignite().configuration().getCollisionSpi() instanceof FifoQueueCollisionSpi);
    }
  }

  @Test
  void start_portsInUse_saysSo() {
    int port = Ports.free();
    try (Grid first = start(server("first", port))) {
      String message = failureOf(server("second", port));

      assertTrue(message.contains("ports " + port + " to " + port), message);
      assertEquals(1, first.ignite().cluster().nodes().size());
    }
    assertEquals(List.of(), filesLeft());
  }

  @Test
  void start_nobodyAtTheAddresses_saysSoInTime() {
    int port = Ports.free();
    assertTrue(failureOf(client("alone", port)).contains("nobody answers at [127.0.0.1:" + port + "] within 1000 ms"));
    assertTrue(failureOf(server("alone", Ports.free()).addresses(List.of("127.0.0.1:" + port))).contains("nobody answers"));
    assertEquals(List.of(), filesLeft());
  }

  @Test
  void start_nameInUse_saysSo() {
    try (Grid first = start(server("twin", Ports.free()))) {
      String message = failureOf(server("twin", Ports.free()));

      assertTrue(message.contains("twin"), message);
      assertEquals(1, first.ignite().cluster().nodes().size());
    }
  }

  @Test
  void start_additionsThatThrow_leaveNothing() {
    assertThrows(IllegalStateException.class, () -> Grid.start(server("node", Ports.free()).build(), configuration -> {
      throw new IllegalStateException("on purpose");
    }));
    assertEquals(List.of(), filesLeft());
  }

  @Test
  void close_anyNode_leavesNoThreadAndNoFile() {
    int port = Ports.free();
    Grid server = start(server("server", port));
    Grid client = start(client("client", port));
    client.ignite().compute().broadcast(() -> { });

    client.close();
    server.close();
    server.close();

    assertEquals(List.of(), threadsOf("server"));
    assertEquals(List.of(), threadsOf("client"));
    assertEquals(List.of(), filesLeft());
  }

  @Test
  void close_interruptedThread_closesAndStaysInterrupted() {
    Grid server = start(server("hurried", Ports.free()));

    Thread.currentThread().interrupt();
    server.close();

    assertTrue(Thread.interrupted());
    assertEquals(List.of(), threadsOf("hurried"));
  }

  @Test
  void start_andClose_leaveTheContextClassLoaderAlone() {
    ClassLoader before = Thread.currentThread().getContextClassLoader();
    try (Grid server = start(server("server", Ports.free()))) {
      assertSame(before, Thread.currentThread().getContextClassLoader());
      server.ignite().compute().run(() -> { });
    }
    assertSame(before, Thread.currentThread().getContextClassLoader());
  }

  private GridSettings.Builder server(String name, int port) {
    return GridSettings.server(name).ports(port, 0).directory(directory).joinTimeout(Duration.ofSeconds(1));
  }

  private GridSettings.Builder client(String name, int port) {
    return GridSettings.client(name, List.of("127.0.0.1:" + port)).directory(directory).joinTimeout(Duration.ofSeconds(1));
  }

  private static Grid start(GridSettings.Builder settings) {
    return Grid.start(settings.build(), configuration -> { });
  }

  private static String failureOf(GridSettings.Builder settings) {
    String message = assertThrows(BrokenExecutorException.class, () -> start(settings)).getMessage();
    assertEquals(1, message.lines().count(), message);
    return message;
  }

  /** But for the timer of handshakes, which Ignite lets run out. */
  private static List<String> threadsOf(String node) {
    return Thread.getAllStackTraces().keySet().stream().map(Thread::getName)
        .filter(name -> name.contains("%" + node + "%") || name.startsWith("offload-") && name.endsWith("-" + node))
        .filter(name -> !name.startsWith("handshake-timeout-nio"))
        .toList();
  }

  private List<Path> filesLeft() {
    try (Stream<Path> files = Files.list(directory)) {
      return files.toList();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
