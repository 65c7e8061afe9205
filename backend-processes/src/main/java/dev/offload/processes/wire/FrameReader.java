package dev.offload.processes.wire;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import org.jspecify.annotations.Nullable;

/** The way into a channel: bytes become frames, in one buffer for many small ones. For one thread. */
final class FrameReader {
  private static final int BUFFER_BYTES = 1 << 17;
  private static final int FIXED_BYTES = Byte.BYTES + Long.BYTES + Integer.BYTES;
  private static final int MAX_HEAD_BYTES = 1 << 20;
  private static final int SLACK_BYTES = 1 << 17;

  private final int maxFrameBytes;
  private final ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER_BYTES).flip();
  private @Nullable Partial partial;

  FrameReader(int maxFrameBytes) {
    this.maxFrameBytes = maxFrameBytes;
  }

  /** The next frame, null if it is not all here yet. */
  @Nullable Frame next() throws WireException {
    if (partial == null && buffer.remaining() >= Integer.BYTES + FIXED_BYTES) {
      partial = begin();
    }
    if (partial == null || !partial.fillFrom(buffer)) {
      return null;
    }
    Frame frame = partial.frame();
    partial = null;
    return frame;
  }

  /** Reads what has come: the number of bytes, 0 for none yet, -1 for the end of the stream. */
  int fill(SocketChannel socket) throws IOException {
    buffer.compact();
    try {
      return socket.read(buffer);
    } finally {
      buffer.flip();
    }
  }

  void ensureAtBoundary() throws WireException {
    if (partial != null || buffer.hasRemaining()) {
      throw new WireException("the stream ended within a frame");
    }
  }

  private Partial begin() throws WireException {
    int length = buffer.getInt();
    if (length < FIXED_BYTES || length > maxFrameBytes) {
      throw new WireException("a frame of " + length + " bytes; allowed are " + FIXED_BYTES + " to " + maxFrameBytes);
    }
    FrameType type = FrameType.of(buffer.get());
    long id = buffer.getLong();
    int headLength = buffer.getInt();
    if (headLength < 0 || headLength > Math.min(length - FIXED_BYTES, MAX_HEAD_BYTES)) {
      throw new WireException("a head of " + headLength + " bytes in a frame of " + length);
    }
    return new Partial(type, id, headLength, length - FIXED_BYTES - headLength);
  }

  /** A frame of which the rest is still to come. */
  private static final class Partial {
    private final FrameType type;
    private final long id;
    private final byte[] head;
    private final byte[] body;
    private final int bodyLength;
    private final boolean lost;
    private int missing;
    private byte @Nullable [] slack;

    Partial(FrameType type, long id, int headLength, int bodyLength) {
      this.type = type;
      this.id = id;
      this.head = new byte[headLength];
      byte[] room = allocate(bodyLength);
      // Whoever takes the frame needs a little room beside it; a body that fills the heap to its end is lost as well.
      this.slack = bodyLength < SLACK_BYTES || room == null ? Frame.NOTHING : allocate(SLACK_BYTES);
      this.lost = room == null || slack == null;
      this.body = room == null || slack == null ? Frame.NOTHING : room;
      this.missing = headLength + bodyLength;
      this.bodyLength = bodyLength;
    }

    boolean fillFrom(ByteBuffer buffer) {
      int headMissing = missing - bodyLength;
      if (headMissing > 0) {
        int length = Math.min(headMissing, buffer.remaining());
        buffer.get(head, head.length - headMissing, length);
        missing -= length;
      }
      if (missing <= bodyLength) {
        int length = Math.min(missing, buffer.remaining());
        if (lost) {
          buffer.position(buffer.position() + length);
        } else {
          buffer.get(body, bodyLength - missing, length);
        }
        missing -= length;
      }
      return missing == 0;
    }

    Frame frame() {
      slack = null;
      return new Frame(type, id, head, body, lost);
    }

    private static byte @Nullable [] allocate(int length) {
      try {
        return new byte[length];
      } catch (OutOfMemoryError e) {
        // The message is read past, so that only the task it belongs to fails and the channel goes on.
        return null;
      }
    }
  }
}
