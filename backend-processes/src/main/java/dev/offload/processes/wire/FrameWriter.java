package dev.offload.processes.wire;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The way out of a channel: frames become bytes in one staging buffer, so that many small ones go in one write. Called from any thread. */
final class FrameWriter {
  // As large as the socket's own buffer on Linux; more would only be copied twice.
  private static final int STAGING_BYTES = 1 << 17;
  private static final int FIXED_BYTES = Integer.BYTES + Byte.BYTES + Long.BYTES + Integer.BYTES;

  // Guarded by this.
  private final Deque<ByteBuffer> pending = new ArrayDeque<>();
  private final ByteBuffer staging = ByteBuffer.allocateDirect(STAGING_BYTES).flip();

  /** Writes what the socket takes; false if something is left for {@link #flush}. */
  synchronized boolean write(SocketChannel socket, List<Frame> frames) {
    boolean idle = !hasPending();
    for (Frame frame : frames) {
      pending.add(prefix(frame));
      if (frame.body().length > 0) {
        pending.add(ByteBuffer.wrap(frame.body()));
      }
    }
    // If something is left from before, the receiving thread is at it already.
    return !idle || flush(socket);
  }

  /** Writes what the socket takes; true if nothing is left. */
  synchronized boolean flush(SocketChannel socket) {
    try {
      while (hasPending()) {
        stage();
        socket.write(staging);
        if (staging.hasRemaining()) {
          return false;
        }
      }
    } catch (IOException e) {
      // The other end is gone. The receiving thread sees the end of the stream and tells everybody.
      abandon();
    }
    notifyAll();
    return true;
  }

  synchronized boolean hasPending() {
    return staging.hasRemaining() || !pending.isEmpty();
  }

  /** Waits until nothing is left, or the channel is closed. */
  synchronized void awaitWritten() {
    while (hasPending()) {
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
    staging.position(0).limit(0);
    notifyAll();
  }

  synchronized void drain() {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(1);
    long left = TimeUnit.SECONDS.toMillis(1);
    try {
      while (hasPending() && left > 0) {
        wait(left);
        left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
      }
    } catch (InterruptedException e) {
      // This JVM is about to end; there is nothing left to be interrupted.
      Thread.currentThread().interrupt();
    }
  }

  private void stage() {
    staging.compact();
    while (staging.hasRemaining() && !pending.isEmpty()) {
      ByteBuffer next = pending.element();
      int length = Math.min(next.remaining(), staging.remaining());
      staging.put(staging.position(), next, next.position(), length);
      staging.position(staging.position() + length);
      next.position(next.position() + length);
      if (!next.hasRemaining()) {
        pending.remove();
      }
    }
    staging.flip();
  }

  private static ByteBuffer prefix(Frame frame) {
    byte[] head = frame.head();
    return ByteBuffer.allocate(FIXED_BYTES + head.length)
        .putInt(FIXED_BYTES - Integer.BYTES + head.length + frame.body().length)
        .put((byte) frame.type().ordinal())
        .putLong(frame.id())
        .putInt(head.length)
        .put(head)
        .flip();
  }
}
