package dev.offload.processes.wire;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import org.jspecify.annotations.Nullable;

/** The way into a channel: bytes become frames, in one buffer for many small ones. For one thread. */
final class FrameReader {
  private static final int BUFFER_BYTES = 1 << 17;
  private static final int FIXED_BYTES = Frame.FIXED_BYTES - Integer.BYTES;
  private static final int MAX_HEAD_BYTES = 1 << 20;

  private final int maxFrameBytes;
  private final ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER_BYTES).flip();
  private @Nullable PartialFrame partial;
  private long received;

  FrameReader(int maxFrameBytes) {
    this.maxFrameBytes = maxFrameBytes;
  }

  /** The next frame, null if it is not all here yet. */
  @Nullable Frame next() throws WireException {
    if (partial == null && buffer.remaining() >= Integer.BYTES + FIXED_BYTES) {
      Frame whole = begin();
      if (whole != null) {
        return whole;
      }
    }
    if (partial == null || !partial.fillFrom(buffer, received)) {
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

  /** Begins the frame that comes next, and returns it if all of it is here, as most are. */
  private @Nullable Frame begin() throws WireException {
    int length = buffer.getInt();
    if (length < FIXED_BYTES || length > maxFrameBytes) {
      throw new WireException("a frame of " + length + " bytes; allowed are " + FIXED_BYTES + " to " + maxFrameBytes);
    }
    byte number = buffer.get();
    FrameType type = FrameType.of(number);
    long id = buffer.getLong();
    int headLength = buffer.getInt();
    if (headLength < 0 || headLength > Math.min(length - FIXED_BYTES, MAX_HEAD_BYTES)) {
      throw new WireException("a head of " + headLength + " bytes in a frame of " + length);
    }
    int rest = length - FIXED_BYTES - headLength;
    boolean segmented = FrameType.isSegmented(number);
    Frame whole = segmented || headLength + rest > buffer.remaining() ? null : tryTake(type, id, headLength, rest);
    if (whole == null) {
      partial = new PartialFrame(Frame.of(type, id, new byte[headLength], Frame.NOTHING), rest, segmented);
    }
    return whole;
  }

  private @Nullable Frame tryTake(FrameType type, long id, int headLength, int bodyLength) {
    try {
      Frame frame = Frame.of(type, id, room(headLength), room(bodyLength));
      buffer.get(frame.head()).get(frame.body());
      return frame;
    } catch (OutOfMemoryError e) {
      // Piece by piece, a body for which there is no memory can be read past.
      return null;
    }
  }

  private static byte[] room(int length) {
    return length == 0 ? Frame.NOTHING : new byte[length];
  }
}
