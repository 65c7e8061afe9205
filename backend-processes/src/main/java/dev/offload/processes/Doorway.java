package dev.offload.processes;

import dev.offload.processes.wire.Endpoint;
import dev.offload.processes.wire.Hello;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.UserPrincipal;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Where one child comes in: listens, lets in the one that has the token, and is closed. Whoever else connects, first or late, silent or
 * loud, is turned away and holds up nobody.
 */
final class Doorway implements Closeable {
  private static final int MAX_WAITING = 64;
  /** When the time is up, a child that is there already still comes in: this process may have been stopped meanwhile. */
  private static final int LATE_LOOKS = 3;

  private final Path socketFile;
  private final UserPrincipal owner;
  private final ServerSocketChannel listener;
  private final Selector selector;
  private final Deque<SelectionKey> waiting = new ArrayDeque<>();

  private Doorway(Path socketFile, UserPrincipal owner, ServerSocketChannel listener, Selector selector) {
    this.socketFile = socketFile;
    this.owner = owner;
    this.listener = listener;
    this.selector = selector;
  }

  static Doorway open(Path socketFile) throws IOException {
    UserPrincipal owner = Files.getOwner(socketFile.getParent());
    ServerSocketChannel listener = Endpoint.listen(socketFile);
    try {
      Selector selector = Selector.open();
      listener.configureBlocking(false);
      listener.register(selector, SelectionKey.OP_ACCEPT);
      return new Doorway(socketFile, owner, listener, selector);
    } catch (IOException e) {
      listener.close();
      throw e;
    }
  }

  String address() throws IOException {
    return Endpoint.addressOf(listener);
  }

  /** Waits for the child; null if the time is up or the child has ended. */
  @Nullable SocketChannel await(byte[] token, Process child, Duration timeout) throws IOException {
    child.onExit().thenRun(selector::wakeup);
    long start = System.nanoTime();
    int lateLooks = LATE_LOOKS;
    while (child.isAlive()) {
      long leftMillis = TimeUnit.MILLISECONDS.convert(timeout) - (System.nanoTime() - start) / 1_000_000;
      if (leftMillis <= 0 && lateLooks-- == 0) {
        return null;
      }
      selector.select(Math.max(1, leftMillis));
      for (SelectionKey key : selector.selectedKeys()) {
        if (key.isValid() && key.isAcceptable()) {
          accept();
        } else if (key.isValid() && isChild(key, token)) {
          return letIn(key);
        }
      }
      selector.selectedKeys().clear();
    }
    return null;
  }

  @Override
  public void close() throws IOException {
    if (!selector.isOpen()) {
      return;
    }
    for (SelectionKey key : selector.keys()) {
      key.channel().close();
    }
    selector.close();
    Files.deleteIfExists(socketFile);
  }

  private void accept() throws IOException {
    SocketChannel caller = listener.accept();
    if (caller == null) {
      return;
    }
    try {
      if (PeerCredentials.mayBelongTo(owner, caller)) {
        caller.configureBlocking(false);
        waiting.addLast(caller.register(selector, SelectionKey.OP_READ, ByteBuffer.allocate(Hello.BYTES)));
      } else {
        caller.close();
      }
    } catch (IOException e) {
      // One that is gone already is nobody's concern.
      caller.close();
    }
    if (waiting.size() > MAX_WAITING) {
      // Who has been silent the longest goes: the child speaks as soon as it is in, and must not find the room full.
      turnAway(waiting.element());
    }
  }

  private boolean isChild(SelectionKey key, byte[] token) throws IOException {
    ByteBuffer hello = (ByteBuffer) key.attachment();
    if (!tryRead((SocketChannel) key.channel(), hello)) {
      turnAway(key);
      return false;
    }
    if (hello.hasRemaining()) {
      return false;
    }
    if (!Hello.isFrom(token, hello.flip())) {
      turnAway(key);
      return false;
    }
    return true;
  }

  private void turnAway(SelectionKey key) throws IOException {
    waiting.remove(key);
    key.channel().close();
  }

  private static boolean tryRead(SocketChannel caller, ByteBuffer hello) {
    try {
      return caller.read(hello) >= 0;
    } catch (IOException e) {
      // A caller that goes away in the middle is nobody's concern: the child itself would be missed.
      return false;
    }
  }

  private SocketChannel letIn(SelectionKey key) throws IOException {
    key.cancel();
    // Only a selection takes the key out, and until then the socket belongs to this selector.
    selector.selectNow();
    return (SocketChannel) key.channel();
  }
}
