package dev.offload.codec;

import com.esotericsoftware.kryo.io.KryoBufferOverflowException;
import com.esotericsoftware.kryo.io.Output;
import java.util.ArrayList;
import java.util.List;

/** An output beside which large arrays go as segments. Inline bytes and segments together are bounded; {@link #total} counts both. */
final class MessageOutput extends Output {
  private static final int FIRST_BUFFER_BYTES = 512;
  // A larger buffer is for the odd large message; kept by each idle session it would be waste.
  private static final int KEPT_BUFFER_BYTES = 1 << 20;

  private final int maxBytes;
  private final List<byte[]> segments = new ArrayList<>();
  private boolean lent;

  MessageOutput(int maxBytes) {
    super(FIRST_BUFFER_BYTES, maxBytes);
    this.maxBytes = maxBytes;
  }

  /** Says whether the object's own arrays may be segments, because nobody changes them until the message is sent. */
  void lend(boolean may) {
    lent = may;
  }

  boolean isLent() {
    return lent;
  }

  /** Makes sure that a segment of this length is within the bound, before it takes memory. */
  void ensureRoom(long bytes) {
    if (bytes > maxCapacity - position) {
      throw new KryoBufferOverflowException("a segment of " + bytes + " bytes where " + (maxCapacity - position) + " are left");
    }
  }

  /** Adds a segment, for which {@link #ensureRoom} has seen to room; it is the message's from now on. */
  void addSegment(byte[] segment) {
    segments.add(segment);
    total += segment.length;
    // What is left for the inline bytes, of which the buffer may have room for more already.
    maxCapacity -= segment.length;
    capacity = Math.min(capacity, maxCapacity);
  }

  boolean hasSegments() {
    return !segments.isEmpty();
  }

  Encoded toEncoded() {
    return segments.isEmpty() ? Encoded.of(toBytes()) : new Encoded(toBytes(), segments);
  }

  /** Lets go of everything that belongs to the last message. */
  void release() {
    segments.clear();
    setBuffer(getBuffer().length > KEPT_BUFFER_BYTES ? new byte[FIRST_BUFFER_BYTES] : getBuffer(), maxBytes);
  }
}
