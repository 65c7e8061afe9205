package dev.offload.benchmarks.floor;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Messages of a fixed length to another JVM and back, over a Unix-domain socket with blocking channels. Used by one thread. */
public final class SocketFloor implements AutoCloseable {
  private final Process process;
  private final SocketChannel channel;
  private final ByteBuffer message;

  private SocketFloor(Process process, SocketChannel channel, int messageBytes) {
    this.process = process;
    this.channel = channel;
    this.message = ByteBuffer.allocateDirect(messageBytes);
  }

  /** Starts the other JVM and waits for it. */
  public static SocketFloor open(int messageBytes) throws IOException {
    Path directory = Files.createTempDirectory("benchmarks-floor-");
    Path path = directory.resolve("socket");
    try (ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      server.bind(UnixDomainSocketAddress.of(path));
      Process process = OwnJvm.start(OwnJvm.program(
          List.of("-XX:MaxDirectMemorySize=2g"), SocketPeer.class, path, messageBytes));
      return new SocketFloor(process, server.accept(), messageBytes);
    } finally {
      Files.deleteIfExists(path);
      Files.delete(directory);
    }
  }

  /** The seconds that so many messages take there and back, one after another. */
  public double roundTrips(int count) throws IOException {
    long startNanos = System.nanoTime();
    for (int i = 0; i < count; i++) {
      message.clear();
      SocketPeer.drain(channel, message);
      if (!SocketPeer.tryFill(channel, message)) {
        throw new IOException("the other JVM has gone");
      }
    }
    return (System.nanoTime() - startNanos) / 1e9;
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      // The process is ended all the same, and nothing was to be kept.
    }
    process.destroy();
  }
}
