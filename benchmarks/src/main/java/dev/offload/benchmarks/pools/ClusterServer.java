package dev.offload.benchmarks.pools;

import dev.offload.benchmarks.floor.OwnJvm;
import dev.offload.benchmarks.programs.ClusterNodes;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;

/** A node in a JVM of its own, that tasks run on. */
final class ClusterServer implements AutoCloseable {
  private final Process process;
  private final int port;

  private ClusterServer(Process process, int port) {
    this.process = process;
    this.port = port;
  }

  /** Starts one of a kind that {@link ClusterNodes} knows, and waits until it can be joined. */
  static ClusterServer start(String kind, int slots) throws IOException {
    int port = freePort();
    Process process = OwnJvm.start(OwnJvm.program(OwnJvm.nodeFlags(), ClusterNodes.class, kind, port, slots));
    BufferedReader lines = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    String line = lines.readLine();
    while (line != null && !line.equals(ClusterNodes.READY)) {
      line = lines.readLine();
    }
    if (line == null) {
      process.destroyForcibly();
      throw new IOException("the node did not start");
    }
    return new ClusterServer(process, port);
  }

  /** Where it can be joined, on this machine. */
  int port() {
    return port;
  }

  /** Opens what needs it, and ends it where that fails. */
  <T> T closingOnFailure(Callable<T> opening) throws Exception {
    boolean opened = false;
    try {
      T made = opening.call();
      opened = true;
      return made;
    } finally {
      if (!opened) {
        close();
      }
    }
  }

  @Override
  public void close() {
    process.destroy();
  }

  private static int freePort() throws IOException {
    try (ServerSocket probe = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return probe.getLocalPort();
    }
  }
}
