package dev.offload.benchmarks.pools;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;

/**
 * Makes every {@link ServerSocket} of this JVM that is bound to all interfaces listen on the loopback interface alone: out-process
 * opens such a socket and gives no choice. What its child does, to dial {@code localhost}, still works.
 */
final class LoopbackSockets {
  private static boolean installed;

  private LoopbackSockets() {}

  // The JDK has no other way to reach a socket that a library opens for itself.
  @SuppressWarnings("deprecation")
  static synchronized void ensureInstalled() throws IOException {
    if (!installed) {
      ServerSocket.setSocketFactory(ChannelSocketImpl::new);
      Socket.setSocketImplFactory(ChannelSocketImpl::new);
      installed = true;
    }
  }

  static InetSocketAddress onLoopback(InetAddress address, int port) {
    return new InetSocketAddress(address.isAnyLocalAddress() ? InetAddress.getLoopbackAddress() : address, port);
  }
}
