package dev.offload.processes.wire;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The way into a channel: bytes become frames, in one buffer for many small ones. For one thread. */
final class FrameReader {
  private static final int BUFFER_BYTES = 1 << 17;
  private static final int FIXED_BYTES = Byte.BYTES + Long.BYTES + Integer.BYTES;
  private static final int MAX_HEAD_BYTES = 1 << 20;
  private static final int SLACK_BYTES = 1 << 17;
  private static final int FIRST_ROOM_BYTES = 1 << 20;
  private static final int ROOM_FACTOR = 4;

  private final int maxFrameBytes;
  private final ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER_BYTES).flip();
  private @Nullable Partial partial;
  private long received;

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
      int read = socket.read(buffer);
      received += Math.max(0, read);
      return read;
    } finally {
      buffer.flip();
    }
  }

  /** Takes as much as there is room for from what never came through the socket. */
  void fill(ByteBuffer rest) {
    buffer.compact();
    int length = Math.min(rest.remaining(), buffer.remaining());
    buffer.put(rest.slice().limit(length)).flip();
    rest.position(rest.position() + length);
  }

  /** How many bytes came through the socket. */
  long received() {
    return received;
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

  /**
   * A frame of which the rest is still to come. Room for its body is made as the bytes arrive, at most four times as much: a length
   * alone costs nothing.
   */
  private static final class Partial {
    private final FrameType type;
    private final long id;
    private final byte[] head;
    private final int bodyLength;
    private byte[] body = Frame.NOTHING;
    private boolean lost;
    private int missing;
    private byte[] slack = Frame.NOTHING;

    Partial(FrameType type, long id, int headLength, int bodyLength) {
      this.type = type;
      this.id = id;
      this.head = new byte[headLength];
      this.bodyLength = bodyLength;
      this.missing = headLength + bodyLength;
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
        take(buffer, bodyLength - missing, length);
        missing -= length;
      }
      return missing == 0;
    }

    Frame frame() {
      slack = Frame.NOTHING;
      return new Frame(type, id, head, body, lost);
    }

    private void take(ByteBuffer buffer, int offset, int length) {
      if (!lost && offset + length > body.length) {
        makeRoom(offset + length);
      }
      if (lost) {
        buffer.position(buffer.position() + length);
      } else {
        buffer.get(body, offset, length);
      }
    }

    private void makeRoom(int needed) {
      int room = bodyLength;
      while (room / ROOM_FACTOR >= Math.max(needed, FIRST_ROOM_BYTES)) {
        room /= ROOM_FACTOR;
      }
      try {
        body = Arrays.copyOf(body, room);
        // Whoever takes the frame needs a little room beside it; a body that fills the heap to its end is lost as well.
        slack = room < SLACK_BYTES ? Frame.NOTHING : new byte[SLACK_BYTES];
      } catch (OutOfMemoryError e) {
        // The message is read past, so that only the task it belongs to fails and the channel goes on.
        body = Frame.NOTHING;
        slack = Frame.NOTHING;
        lost = true;
      }
    }
  }
}
