package dev.offload.benchmarks.pools;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.SocketException;
import java.net.SocketImpl;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import org.jspecify.annotations.Nullable;

/** A socket on top of channels, as far as out-process uses one; see {@link LoopbackSockets}. */
final class ChannelSocketImpl extends SocketImpl {
  private @Nullable ServerSocketChannel server;
  private @Nullable SocketChannel connection;

  @Override
  protected void create(boolean stream) throws IOException {
    if (!stream) {
      throw new SocketException("only streams are supported");
    }
  }

  @Override
  protected void bind(InetAddress host, int port) throws IOException {
    server = ServerSocketChannel.open().bind(LoopbackSockets.onLoopback(host, port));
    InetSocketAddress bound = (InetSocketAddress) server.getLocalAddress();
    address = bound.getAddress();
    localport = bound.getPort();
  }

  @Override
  protected void listen(int backlog) {
    // A server channel listens from bind() on.
  }

  @Override
  protected void accept(SocketImpl accepted) throws IOException {
    SocketChannel channel = server().accept();
    InetSocketAddress remote = (InetSocketAddress) channel.getRemoteAddress();
    ((ChannelSocketImpl) accepted).onConnected(channel, remote);
  }

  @Override
  protected void connect(String host, int port) throws IOException {
    connect(new InetSocketAddress(host, port), 0);
  }

  @Override
  protected void connect(InetAddress host, int port) throws IOException {
    connect(new InetSocketAddress(host, port), 0);
  }

  @Override
  protected void connect(SocketAddress remote, int timeout) throws IOException {
    InetSocketAddress to = (InetSocketAddress) remote;
    if (!to.getAddress().isLoopbackAddress()) {
      throw new SocketException("only the loopback interface is used here, not " + to);
    }
    onConnected(SocketChannel.open(to), to);
  }

  @Override
  protected InputStream getInputStream() throws IOException {
    return connection().socket().getInputStream();
  }

  @Override
  protected OutputStream getOutputStream() throws IOException {
    return connection().socket().getOutputStream();
  }

  @Override
  protected int available() throws IOException {
    return getInputStream().available();
  }

  @Override
  protected void close() throws IOException {
    if (server != null) {
      server.close();
    }
    if (connection != null) {
      connection.close();
    }
  }

  @Override
  protected void sendUrgentData(int data) throws IOException {
    throw new SocketException("urgent data is not supported");
  }

  @Override
  public void setOption(int option, Object value) throws SocketException {
    Socket socket = connection == null ? null : connection.socket();
    if (option == TCP_NODELAY && socket != null) {
      socket.setTcpNoDelay((Boolean) value);
    }
    // Other options, the time-out of accept among them, do not change what is measured.
  }

  @Override
  public Object getOption(int option) throws SocketException {
    return option == SO_TIMEOUT ? (Object) 0 : Boolean.FALSE;
  }

  private void onConnected(SocketChannel channel, InetSocketAddress remote) throws IOException {
    connection = channel;
    address = remote.getAddress();
    port = remote.getPort();
    localport = ((InetSocketAddress) channel.getLocalAddress()).getPort();
  }

  private ServerSocketChannel server() throws SocketException {
    if (server == null) {
      throw new SocketException("not bound");
    }
    return server;
  }

  private SocketChannel connection() throws SocketException {
    if (connection == null) {
      throw new SocketException("not connected");
    }
    return connection;
  }
}
