package dev.offload.codec;

import java.util.List;

/**
 * A task or a result as bytes: most of it inline, and beside that each large array of primitives in a segment of its own, so that it
 * need not be copied on its way. Who moves it moves all of it, the segments in their order.
 *
 * <p>Decoding takes the segments over: a {@code byte[]} of the decoded object may be the very segment. So it is decoded once only.
 *
 * @param inline all but the segments
 * @param segments the large arrays, in the order in which they are met; each has {@link #LEAST_SEGMENT_BYTES} or more
 */
public record Encoded(byte[] inline, List<byte[]> segments) {
  /**
   * The bytes from which on an array is a segment; 64 KiB. A segment costs about as much as copying a few KiB, and a message without one
   * goes with others in one write.
   */
  public static final int LEAST_SEGMENT_BYTES = 1 << 16;

  /** Copies the list. */
  public Encoded {
    segments = List.copyOf(segments);
  }

  /** One without segments. */
  public static Encoded of(byte[] inline) {
    return new Encoded(inline, List.of());
  }

  /** The bytes of all of it. */
  public long length() {
    long length = inline.length;
    for (byte[] segment : segments) {
      length += segment.length;
    }
    return length;
  }
}
