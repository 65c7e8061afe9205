package dev.offload.processes.wire;

import static com.google.common.base.Preconditions.checkArgument;

import java.nio.ByteBuffer;

/**
 * What goes ahead of a result or a failure.
 *
 * @param ranNanos for how long the task ran in its worker, decoding and encoding included, 0 or more
 */
public record EndHead(long ranNanos) {
  /**
   * Checks the number.
   *
   * @throws IllegalArgumentException if it is negative
   */
  public EndHead {
    checkArgument(ranNanos >= 0, "ranNanos must be >= 0, was %s", ranNanos);
  }

  /** The head as bytes. */
  public byte[] toBytes() {
    return ByteBuffer.allocate(Long.BYTES).putLong(ranNanos).array();
  }

  /**
   * The head from bytes.
   *
   * @throws WireException if they are none
   */
  public static EndHead from(byte[] head) throws WireException {
    long ranNanos = head.length == Long.BYTES ? ByteBuffer.wrap(head).getLong() : -1;
    if (ranNanos < 0) {
      throw new WireException("the head of " + head.length + " bytes ahead of a result makes no sense");
    }
    return new EndHead(ranNanos);
  }
}
