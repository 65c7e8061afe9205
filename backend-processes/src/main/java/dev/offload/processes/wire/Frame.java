package dev.offload.processes.wire;

import java.util.List;

/**
 * One message on the channel: a type, the number of the task or request it is about, a short head, and a body of any length. Beside the
 * body there may be segments: large arrays, each read into an array of its own.
 *
 * <pre>
 *   int length of what follows | byte type | long id | int length of head | head | body
 *   the same, type + 128       | …         | …       | …                  | head | int length, body | int length, segment | …
 * </pre>
 *
 * @param segments each of {@link #LEAST_SEGMENT_BYTES} or more
 * @param lost whether body and segments were read past because there was no memory for them; they are empty then
 */
public record Frame(FrameType type, long id, byte[] head, byte[] body, List<byte[]> segments, boolean lost) {
  /** The shortest segment; more of shorter ones would take more memory for themselves than for their bytes. */
  public static final int LEAST_SEGMENT_BYTES = 1 << 10;

  static final byte[] NOTHING = new byte[0];
  /** What goes ahead of the head. */
  static final int FIXED_BYTES = Integer.BYTES + Byte.BYTES + Long.BYTES + Integer.BYTES;

  /** A frame with a head, a body and segments. */
  public static Frame of(FrameType type, long id, byte[] head, byte[] body, List<byte[]> segments) {
    return new Frame(type, id, head, body, segments, false);
  }

  /** A frame with a head and a body. */
  public static Frame of(FrameType type, long id, byte[] head, byte[] body) {
    return of(type, id, head, body, List.of());
  }

  /** A frame with a body. */
  public static Frame withBody(FrameType type, long id, byte[] body) {
    return of(type, id, NOTHING, body);
  }

  /** A frame with a head. */
  public static Frame withHead(FrameType type, long id, byte[] head) {
    return of(type, id, head, NOTHING);
  }

  /** A frame that says all by its type. */
  public static Frame of(FrameType type, long id) {
    return of(type, id, NOTHING, NOTHING);
  }

  /** The bytes it takes on the channel. */
  public long length() {
    long length = (long) FIXED_BYTES + head.length + body.length;
    if (!segments.isEmpty()) {
      length += Integer.BYTES;
      for (byte[] segment : segments) {
        length += Integer.BYTES + segment.length;
      }
    }
    return length;
  }
}
