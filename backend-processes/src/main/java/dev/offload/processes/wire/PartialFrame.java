package dev.offload.processes.wire;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A frame of which the rest is still to come. Each part of it is read into its own array, the one that its reader gets.
 *
 * <p>A length alone costs nothing: room is made for four times as many bytes as ever came over the channel, and a part that is longer
 * moves to larger room on its way. From then on its like is read into one array: who has sent so much could have cost that much anyway.
 */
final class PartialFrame {
  private static final int SLACK_BYTES = 1 << 17;
  private static final int FIRST_ROOM_BYTES = 1 << 20;
  private static final int ROOM_FACTOR = 4;

  private final Frame begun;
  private final boolean segmented;
  private List<byte[]> segments = List.of();
  private byte[] body = Frame.NOTHING;
  private boolean hasBody;
  private boolean lost;
  private int headFilled;
  private int left;
  private byte[] slack = Frame.NOTHING;

  // The part that is being read.
  private byte[] part = Frame.NOTHING;
  private int partLength = -1;
  private int partFilled;

  /** A frame with nothing but a head to fill, followed by {@code left} bytes. */
  PartialFrame(Frame begun, int left, boolean segmented) {
    this.begun = begun;
    this.left = left;
    this.segmented = segmented;
  }

  /** Takes what is there, and tells whether the frame is complete; {@code received} is the number of bytes that ever came. */
  boolean fillFrom(ByteBuffer buffer, long received) throws WireException {
    byte[] head = begun.head();
    int headLength = Math.min(head.length - headFilled, buffer.remaining());
    buffer.get(head, headFilled, headLength);
    headFilled += headLength;
    boolean more = headFilled == head.length;
    while (more && left > 0) {
      more = lost ? skip(buffer) : hasPart(buffer) && fillPart(buffer, received);
    }
    return more;
  }

  /** What has come, when it is complete. */
  Frame frame() {
    slack = Frame.NOTHING;
    return new Frame(begun.type(), begun.id(), begun.head(), body, segments, lost);
  }

  private boolean skip(ByteBuffer buffer) {
    int length = Math.min(left, buffer.remaining());
    buffer.position(buffer.position() + length);
    left -= length;
    return length > 0;
  }

  /** Tells whether it is known how long the part is that comes next. */
  private boolean hasPart(ByteBuffer buffer) throws WireException {
    if (partLength >= 0) {
      return true;
    }
    if (!segmented) {
      partLength = left;
      return true;
    }
    if (left < Integer.BYTES) {
      throw new WireException(left + " bytes behind the last segment of a frame");
    }
    if (buffer.remaining() < Integer.BYTES) {
      return false;
    }
    int length = buffer.getInt();
    left -= Integer.BYTES;
    if (length < (hasBody ? Frame.LEAST_SEGMENT_BYTES : 0) || length > left) {
      throw new WireException("a segment of " + length + " bytes where " + left + " bytes of the frame are left");
    }
    partLength = length;
    return true;
  }

  /** Takes what is there of the part, and tells whether it is complete. */
  private boolean fillPart(ByteBuffer buffer, long received) {
    int length = Math.min(partLength - partFilled, buffer.remaining());
    if (partFilled + length > part.length && !tryMakeRoom(Math.max(received, partFilled + length))) {
      return true;
    }
    buffer.get(part, partFilled, length);
    partFilled += length;
    left -= length;
    if (partFilled < partLength) {
      return false;
    }
    endPart();
    return true;
  }

  private void endPart() {
    if (!hasBody) {
      hasBody = true;
      body = part;
    } else {
      // Few frames have any.
      segments = segments.isEmpty() ? new ArrayList<>() : segments;
      segments.add(part);
    }
    part = Frame.NOTHING;
    partLength = -1;
    partFilled = 0;
  }

  /** Makes room for the part, or for as much of it as is believed to come; false if there is no memory. */
  private boolean tryMakeRoom(long received) {
    int room = partLength;
    while (room / ROOM_FACTOR >= Math.max(received, FIRST_ROOM_BYTES)) {
      room /= ROOM_FACTOR;
    }
    try {
      // Whoever takes the frame needs a little room beside it; a body that fills the heap to its end is lost as well.
      part = Arrays.copyOf(part, room);
      slack = room < SLACK_BYTES ? slack : new byte[SLACK_BYTES];
      return true;
    } catch (OutOfMemoryError e) {
      lose();
      return false;
    }
  }

  /** The rest is read past, so that only the task that the frame belongs to fails and the channel goes on. */
  private void lose() {
    lost = true;
    segments = List.of();
    body = Frame.NOTHING;
    part = Frame.NOTHING;
    slack = Frame.NOTHING;
  }
}
