package dev.offload.processes.wire;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** The way out of a channel: frames become bytes in one staging area, so that many small ones go in one write. Called from any thread. */
final class FrameWriter {
  /** As large as the socket's own buffer on Linux; more would only be copied twice. */
  static final int STAGING_BYTES = 1 << 17;
  /** What may be put off until there is more: the other side should not have to wait for the first of it for long. */
  private static final int LATER_BYTES = 1 << 13;

  /** Outcomes of elements are small, and nobody waits for one of them alone. */
  private static final int LATER_OUTCOMES_BYTES = 1 << 15;
  private static final int GROWING_PREFIX_BYTES = Frame.FIXED_BYTES + Integer.BYTES;

  // Guarded by this.
  private final Deque<ByteBuffer> pending = new ArrayDeque<>();
  private final Staging staging;
  private boolean stuck;
  /** The frame at the end of the staging area that may grow: its bytes, 0 if there is none, and whose outcomes are in it. */
  private int growingBytes;
  private long growingId;

  FrameWriter(Staging staging) {
    this.staging = staging;
  }

  /** Writes what the socket takes; false if something is left for {@link #flush} and nobody knows of it yet. */
  synchronized boolean write(SocketChannel socket, List<Frame> frames) {
    for (Frame frame : frames) {
      enqueue(frame);
    }
    return stuck || flush(socket);
  }

  /** As {@link #write}, but a little is put off until the next write. */
  synchronized boolean writeLater(SocketChannel socket, Frame frame) {
    enqueue(frame);
    return stuck || pending.isEmpty() && staging.bytes().remaining() < LATER_BYTES || flush(socket);
  }

  /** As {@link #writeLater}, of an element's outcome: it goes in one frame with those before it, as long as that is not written. */
  synchronized boolean writeLater(SocketChannel socket, long id, ElementOutcome outcome) {
    if (!pending.isEmpty() || !tryAppend(id, outcome)) {
      ByteBuffer body = ByteBuffer.allocate(outcome.totalLength());
      outcome.putTo(body);
      enqueue(Frame.of(FrameType.ELEMENTS_ENDED, id, ByteBuffer.allocate(Integer.BYTES).putInt(1).array(), body.array()));
    }
    return stuck || pending.isEmpty() && staging.bytes().remaining() < LATER_OUTCOMES_BYTES || flush(socket);
  }

  /** Writes what the socket takes; true if nothing is left. */
  synchronized boolean flush(SocketChannel socket) {
    // What is with the system has its length.
    growingBytes = 0;
    try {
      while (hasPending()) {
        ByteBuffer bytes = staging.bytes();
        socket.write(bytes);
        if (bytes.hasRemaining()) {
          stuck = true;
          return false;
        }
        stage();
      }
    } catch (IOException e) {
      // The other end is gone. The receiving thread sees the end of the stream and tells everybody.
      abandon();
    }
    stuck = false;
    notifyAll();
    return true;
  }

  synchronized boolean hasPending() {
    return staging.bytes().hasRemaining() || !pending.isEmpty();
  }

  /** How many bytes the socket has not taken. */
  synchronized long pendingBytes() {
    return staging.bytes().remaining() + pending.stream().mapToLong(ByteBuffer::remaining).sum();
  }

  /** Tells whether the socket did not take all, so that somebody has to go on when it does. */
  synchronized boolean isStuck() {
    return stuck;
  }

  /** Tells whether all that was sent is staged or written. */
  synchronized boolean isStaged() {
    return pending.isEmpty();
  }

  /** Waits until all that was sent is staged or written, or the channel is closed. */
  synchronized void awaitStaged() {
    while (!isStaged()) {
      try {
        wait();
      } catch (InterruptedException e) {
        // From a thread that a task left behind; it means nothing to the task thread between two tasks.
        continue;
      }
    }
  }

  /** Lets go of what is left: it will never be written. */
  synchronized void abandon() {
    pending.clear();
    staging.clear();
    growingBytes = 0;
    stuck = false;
    notifyAll();
  }

  private boolean tryAppend(long id, ElementOutcome outcome) {
    boolean begins = growingBytes == 0 || growingId != id;
    ByteBuffer room = staging.room();
    if (room.remaining() < outcome.totalLength() + (begins ? GROWING_PREFIX_BYTES : 0)) {
      staging.filled();
      return false;
    }
    if (begins) {
      growingId = id;
      growingBytes = GROWING_PREFIX_BYTES;
      staging.grows(room.position());
      putPrefix(room, Frame.withHead(FrameType.ELEMENTS_ENDED, id, new byte[Integer.BYTES]));
    }
    outcome.putTo(room);
    growingBytes += outcome.totalLength();
    int start = room.position() - growingBytes;
    room.putInt(start, growingBytes - Integer.BYTES);
    int count = start + Frame.FIXED_BYTES;
    room.putInt(count, room.getInt(count) + 1);
    staging.filled();
    return true;
  }

  private void enqueue(Frame frame) {
    growingBytes = 0;
    staging.grown();
    if (pending.isEmpty()) {
      ByteBuffer room = staging.room();
      if (frame.segments().isEmpty() && room.remaining() >= frame.length()) {
        putPrefix(room, frame);
        room.put(frame.body());
        staging.filled();
        return;
      }
      staging.filled();
    }
    pending.add(putPrefix(ByteBuffer.allocate(Frame.FIXED_BYTES + frame.head().length), frame).flip());
    if (frame.segments().isEmpty()) {
      addPending(frame.body());
      return;
    }
    addPendingWithLength(frame.body());
    frame.segments().forEach(this::addPendingWithLength);
  }

  private void addPendingWithLength(byte[] bytes) {
    pending.add(ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).flip());
    addPending(bytes);
  }

  private void addPending(byte[] bytes) {
    if (bytes.length > 0) {
      pending.add(ByteBuffer.wrap(bytes));
    }
  }

  private void stage() {
    if (pending.isEmpty()) {
      return;
    }
    ByteBuffer room = staging.room();
    while (room.hasRemaining() && !pending.isEmpty()) {
      ByteBuffer next = pending.element();
      int length = Math.min(next.remaining(), room.remaining());
      room.put(room.position(), next, next.position(), length);
      room.position(room.position() + length);
      next.position(next.position() + length);
      if (!next.hasRemaining()) {
        pending.remove();
      }
    }
    staging.filled();
  }

  private static ByteBuffer putPrefix(ByteBuffer to, Frame frame) {
    byte[] head = frame.head();
    return to.putInt((int) frame.length() - Integer.BYTES)
        .put(frame.type().number(!frame.segments().isEmpty()))
        .putLong(frame.id())
        .putInt(head.length)
        .put(head);
  }
}
