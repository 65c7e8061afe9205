package dev.offload.benchmarks.floor;

import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;

/** The other end of {@link SocketFloor}: sends back each message, of a fixed length, when it has all of it. */
public final class SocketPeer {
  private SocketPeer() {}

  /** Takes the path of the socket and the length of the messages; ends with the stream. */
  public static void main(String[] arguments) throws IOException {
    ByteBuffer message = ByteBuffer.allocateDirect(Integer.parseInt(arguments[1]));
    try (SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(arguments[0]))) {
      while (tryFill(channel, message)) {
        drain(channel, message.flip());
      }
    }
  }

  /** Reads one whole message; false at the end of the stream. */
  static boolean tryFill(SocketChannel channel, ByteBuffer message) throws IOException {
    message.clear();
    while (message.hasRemaining()) {
      if (channel.read(message) < 0) {
        return false;
      }
    }
    return true;
  }

  static void drain(SocketChannel channel, ByteBuffer message) throws IOException {
    while (message.hasRemaining()) {
      channel.write(message);
    }
  }
}
