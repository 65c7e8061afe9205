package dev.offload.cluster.wire;

import java.nio.ByteBuffer;

/** A head that is numbers. */
public final class Numbers {
  private Numbers() {}

  /** The head. */
  public static byte[] toBytes(long... numbers) {
    ByteBuffer bytes = ByteBuffer.allocate(numbers.length * Long.BYTES);
    for (long number : numbers) {
      bytes.putLong(number);
    }
    return bytes.array();
  }

  /** One of the numbers in a head, counted from 0. */
  public static long in(byte[] head, int index) {
    if (head.length < (index + 1) * Long.BYTES) {
      throw new IllegalArgumentException("a head of " + head.length + " bytes where numbers are due");
    }
    return ByteBuffer.wrap(head).getLong(index * Long.BYTES);
  }
}
