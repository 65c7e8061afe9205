package dev.offload.processes.wire;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Where a parent listens for one child: a Unix-domain socket in a directory that only the owner can enter, or where there is none a port
 * on the loopback interface.
 */
public final class Endpoint {
  // The shortest limit of the systems we know is 104 bytes, on macOS.
  private static final int MAX_SOCKET_PATH_BYTES = 100;
  // A crowd of other callers must not make the system put the child off, which over TCP takes seconds.
  private static final int BACKLOG = 512;
  private static final String UNIX = "unix:";
  private static final String TCP = "tcp:";

  private Endpoint() {}

  /** Opens a listener; a socket file lies at {@code path} if the system has such sockets and the path is short enough. */
  public static ServerSocketChannel listen(Path path) throws IOException {
    if (path.toString().getBytes(Charset.defaultCharset()).length <= MAX_SOCKET_PATH_BYTES) {
      try {
        ServerSocketChannel listener = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        return bind(listener, UnixDomainSocketAddress.of(path));
      } catch (UnsupportedOperationException e) {
        // An old Windows: the port below does as well, behind the same token.
        Files.deleteIfExists(path);
      }
    }
    return bind(ServerSocketChannel.open(), new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
  }

  /** The listener's address as text for {@link #connect}. */
  public static String addressOf(ServerSocketChannel listener) throws IOException {
    return listener.getLocalAddress() instanceof InetSocketAddress tcp ? TCP + tcp.getPort() : UNIX + listener.getLocalAddress();
  }

  /** Connects to a listener. */
  public static SocketChannel connect(String address) throws IOException {
    if (address.startsWith(UNIX)) {
      return SocketChannel.open(UnixDomainSocketAddress.of(address.substring(UNIX.length())));
    }
    int port = Integer.parseInt(address.substring(TCP.length()));
    return SocketChannel.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
  }

  private static ServerSocketChannel bind(ServerSocketChannel listener, SocketAddress address) throws IOException {
    try {
      return listener.bind(address, BACKLOG);
    } catch (IOException | RuntimeException e) {
      listener.close();
      throw e;
    }
  }
}
