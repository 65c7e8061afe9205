package dev.offload.processes.wire;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.CancelledKeyException;
import java.nio.channels.ClosedSelectorException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Frames over a socket. Any thread may send, and none ever blocks: what the socket does not take at once is written by the one thread
 * that receives. The channel is in non-blocking mode for that, and because a blocking channel is closed by an interrupt of any thread
 * that happens to write to it.
 */
public final class FrameChannel implements Closeable {
  private final SocketChannel socket;
  private final Selector selector;
  private final SelectionKey key;
  private final FrameReader reader;
  private final FrameWriter writer;

  /** Takes over a connected socket, and closes it if that fails. Frames over {@code maxFrameBytes} are refused when they come in. */
  public FrameChannel(SocketChannel socket, int maxFrameBytes) throws IOException {
    this.socket = socket;
    try {
      this.selector = Selector.open();
      socket.configureBlocking(false);
      this.key = socket.register(selector, SelectionKey.OP_READ);
    } catch (IOException e) {
      socket.close();
      throw e;
    }
    this.reader = new FrameReader(maxFrameBytes);
    this.writer = new FrameWriter();
  }

  /** Sends frames, in order and in as few writes as there can be. On a closed channel nothing happens: the receiver tells. */
  public void send(List<Frame> frames) {
    if (!writer.write(socket, frames)) {
      awaitWritable();
    }
  }

  /** Sends a frame. */
  public void send(Frame frame) {
    send(List.of(frame));
  }

  /**
   * Waits for a frame. For one thread only.
   *
   * @return null at the end of the stream
   * @throws WireException if the bytes make no sense
   */
  public @Nullable Frame receive() throws IOException {
    try {
      Frame frame = reader.next();
      while (frame == null) {
        int read = reader.fill(socket);
        if (read < 0) {
          reader.ensureAtBoundary();
          return null;
        }
        if (read == 0) {
          awaitEvent();
        }
        frame = reader.next();
      }
      return frame;
    } catch (ClosedSelectorException e) {
      return null;
    }
  }

  /** Tells whether something that was sent is not with the system yet. */
  public boolean hasUnsent() {
    return writer.hasPending();
  }

  /**
   * Waits until all that was sent is with the system, so that the other side gets it whatever becomes of this JVM. Not for the thread
   * that receives, which has to write it. Ends no sooner for an interrupt, and drops that.
   */
  public void awaitWritten() {
    writer.awaitWritten();
  }

  /** Waits, for a second at most, until all that was sent is with the system: the last word of a JVM that ends itself. */
  public void drain() {
    writer.drain();
  }

  @Override
  public void close() throws IOException {
    try (socket) {
      selector.close();
    } finally {
      writer.abandon();
    }
  }

  private void awaitEvent() throws IOException {
    // The flag is up only if code of a user's interrupted this thread while it decoded; with it no selection would ever wait.
    Thread.interrupted();
    selector.select();
    selector.selectedKeys().clear();
    if (key.isValid() && key.isWritable() && writer.flush(socket)) {
      key.interestOps(SelectionKey.OP_READ);
      if (writer.hasPending()) {
        // More came in after the flush and before interest was dropped.
        awaitWritable();
      }
    }
  }

  private void awaitWritable() {
    try {
      key.interestOps(SelectionKey.OP_READ | SelectionKey.OP_WRITE);
      selector.wakeup();
    } catch (CancelledKeyException e) {
      // The channel was closed meanwhile: the receiver sees the end of the stream.
    }
  }
}
