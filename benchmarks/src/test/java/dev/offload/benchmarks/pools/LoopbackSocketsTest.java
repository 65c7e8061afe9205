package dev.offload.benchmarks.pools;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What becomes of the sockets of a library that listens everywhere. */
final class LoopbackSocketsTest {
  @BeforeAll
  static void install() throws Exception {
    LoopbackSockets.ensureInstalled();
  }

  @Test
  void serverSocket_ofAllInterfaces_listensOnLoopbackAlone() throws Exception {
    try (ServerSocket server = new ServerSocket(0)) {
      assertTrue(server.getInetAddress().isLoopbackAddress(), server.toString());
    }
  }

  @Test
  void bytes_goBothWays() throws Exception {
    try (ServerSocket server = new ServerSocket(0);
        Socket client = new Socket(InetAddress.getLoopbackAddress(), server.getLocalPort());
        Socket accepted = server.accept()) {
      client.getOutputStream().write(42);
      accepted.getOutputStream().write(accepted.getInputStream().read() + 1);

      assertEquals(43, client.getInputStream().read());
    }
  }

  @Test
  void socket_toAnotherMachine_isRefused() throws Exception {
    try (Socket socket = new Socket()) {
      assertThrows(SocketException.class, () -> socket.connect(new InetSocketAddress("192.0.2.1", 9)));
    }
  }
}
