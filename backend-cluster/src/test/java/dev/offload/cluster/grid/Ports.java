package dev.offload.cluster.grid;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;

/** Ports for the nodes of one test, below those that the system gives away itself. */
public final class Ports {
  private static final int FIRST = 20_000;
  private static final int LAST = 31_000;

  private Ports() {}

  /** One on which nobody listens. */
  public static int free() {
    while (true) {
      int port = ThreadLocalRandom.current().nextInt(FIRST, LAST);
      try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
        return socket.getLocalPort();
      } catch (IOException e) {
        // Taken; another one will do.
      }
    }
  }
}
