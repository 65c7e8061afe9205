package dev.offload.processes.wire;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.CancelledKeyException;
import java.nio.channels.ClosedSelectorException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Frames over a socket. Any thread may send, and none ever blocks: what the socket does not take at once is written by the one thread
 * that receives. The channel is in non-blocking mode for that, and because a blocking channel is closed by an interrupt of any thread
 * that happens to write to it.
 */
public final class FrameChannel implements Closeable {
  private static final long DRAIN_NANOS = TimeUnit.SECONDS.toNanos(1);
  private static final long DRAIN_PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(1);
  private static final long ENDING_PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

  private final SocketChannel socket;
  private final Selector selector;
  private final SelectionKey key;
  private final FrameReader reader;
  private final FrameWriter writer;
  private final Optional<Outbox> peersOutbox;
  private volatile boolean jvmEnds;

  // Of the thread that receives.
  private @Nullable ByteBuffer rest;

  private FrameChannel(SocketChannel socket, int maxFrameBytes, Staging staging, Optional<Outbox> peersOutbox) throws IOException {
    this.socket = socket;
    this.peersOutbox = peersOutbox;
    try {
      this.selector = Selector.open();
      socket.configureBlocking(false);
      this.key = socket.register(selector, SelectionKey.OP_READ);
    } catch (IOException e) {
      socket.close();
      throw e;
    }
    this.reader = new FrameReader(maxFrameBytes);
    this.writer = new FrameWriter(staging);
  }

  /** Takes over a connected socket, and closes it if that fails. Frames over {@code maxFrameBytes} are refused when they come in. */
  public FrameChannel(SocketChannel socket, int maxFrameBytes) throws IOException {
    this(socket, maxFrameBytes, Staging.ofBytes(FrameWriter.STAGING_BYTES), Optional.empty());
  }

  /** Parent: as {@link #FrameChannel(SocketChannel, int)}, with what the child leaves in its outbox as the end of what it said. */
  public static FrameChannel toChild(SocketChannel socket, int maxFrameBytes, Outbox childsOutbox) throws IOException {
    return new FrameChannel(socket, maxFrameBytes, Staging.ofBytes(FrameWriter.STAGING_BYTES), Optional.of(childsOutbox));
  }

  /** Child: as {@link #FrameChannel(SocketChannel, int)}; what is in the outbox is safe though it is not sent. */
  public static FrameChannel toParent(SocketChannel socket, int maxFrameBytes, Outbox outbox) throws IOException {
    return new FrameChannel(socket, maxFrameBytes, outbox, Optional.empty());
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

  /** Sends a frame with the next one that is sent, or with {@link #flush}, or at once if it is not small. */
  public void sendLater(Frame frame) {
    if (!writer.writeLater(socket, frame)) {
      awaitWritable();
    }
  }

  /** Sends an element's outcome as {@link #sendLater(Frame)} does, with others of the same chunk in one frame. */
  public void sendLater(long id, ElementOutcome outcome) {
    if (!writer.writeLater(socket, id, outcome)) {
      awaitWritable();
    }
  }

  /** Sends what was put off. */
  public void flush() {
    send(List.of());
  }

  /**
   * The next frame, if all of it is here already. For one thread at a time, together with {@link #await}.
   *
   * @throws WireException if the bytes make no sense
   */
  public @Nullable Frame poll() throws WireException {
    Frame frame = reader.next();
    while (frame == null && rest != null && rest.hasRemaining()) {
      reader.fill(rest);
      frame = reader.next();
    }
    return frame;
  }

  /**
   * Waits until more has come, or for a {@link #wakeUp}; writes meanwhile what senders could not.
   *
   * @return false at the end of the stream
   * @throws WireException if it ends within a frame
   */
  public boolean await() throws IOException {
    try {
      int read = tryFill();
      if (read == 0) {
        awaitEvent();
        read = tryFill();
      }
      return read >= 0 || !isAtEnd();
    } catch (ClosedSelectorException e) {
      return false;
    }
  }

  /**
   * Waits for a frame. For one thread at a time.
   *
   * @return null at the end of the stream
   * @throws WireException if the bytes make no sense
   */
  public @Nullable Frame receive() throws IOException {
    Frame frame = poll();
    while (frame == null) {
      if (!await()) {
        return null;
      }
      frame = poll();
    }
    return frame;
  }

  /** Ends an {@link #await} that is under way, or the next one. */
  public void wakeUp() {
    selector.wakeup();
  }

  /**
   * This JVM is about to end: from now on {@link #await} looks for bytes every millisecond, and waits between two looks outside of native
   * code. HotSpot gives threads that are in native code 300 ms to leave it before it ends, and a selection is native code.
   */
  public void onJvmEnds() {
    jvmEnds = true;
    wakeUp();
  }

  /** How many bytes of what was sent are not with the system yet. */
  public long unsentBytes() {
    return writer.pendingBytes();
  }

  /** Tells whether all that was sent is with the system or in the outbox, so that the other side gets it whatever becomes of this JVM. */
  public boolean isSafe() {
    return writer.isStaged();
  }

  /** Waits until {@link #isSafe}. Not for the thread that receives, which has to write it. Drops an interrupt, and does not end for it. */
  public void awaitSafe() {
    writer.awaitStaged();
  }

  /** Waits, for a second at most, until all that was sent is with the system: the last word of a JVM that ends itself. */
  public void drain() {
    long start = System.nanoTime();
    while (!writer.flush(socket) && System.nanoTime() - start < DRAIN_NANOS) {
      LockSupport.parkNanos(this, DRAIN_PAUSE_NANOS);
    }
  }

  @Override
  public void close() throws IOException {
    try (socket) {
      selector.close();
    } finally {
      writer.abandon();
    }
  }

  private int tryFill() throws IOException {
    if (rest != null) {
      return -1;
    }
    try {
      return reader.fill(socket);
    } catch (IOException e) {
      if (peersOutbox.isEmpty() || !socket.isOpen()) {
        throw e;
      }
      // A child that dies with tasks unread resets the connection. What it has said counts all the same.
      return -1;
    }
  }

  /** The stream may go on in the outbox of a child that is gone. */
  private boolean isAtEnd() throws WireException {
    if (rest == null && peersOutbox.isPresent()) {
      rest = peersOutbox.get().after(reader.received());
      return false;
    }
    reader.ensureAtBoundary();
    return true;
  }

  private void awaitEvent() throws IOException {
    // The flag is up only if code of a user's interrupted this thread while it decoded; with it no selection would ever wait.
    Thread.interrupted();
    if (jvmEnds) {
      LockSupport.parkNanos(this, ENDING_PAUSE_NANOS);
      selector.selectNow();
    } else {
      selector.select();
    }
    selector.selectedKeys().clear();
    if (key.isValid() && key.isWritable() && writer.flush(socket)) {
      key.interestOps(SelectionKey.OP_READ);
      if (writer.isStuck()) {
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
