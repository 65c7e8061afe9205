package dev.offload.cluster.wire;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * What goes ahead of what an asker says of shared objects.
 *
 * @param asker its number, which no other has
 * @param sequence how many times it has said something: what it says is heard in this order
 * @param rest what belongs to the type of message
 */
public record SharedHead(long asker, long sequence, byte[] rest) {
  private static final int BYTES = 2 * Long.BYTES;

  /** The head as bytes. */
  public byte[] toBytes() {
    return ByteBuffer.allocate(BYTES + rest.length).putLong(asker).putLong(sequence).put(rest).array();
  }

  /** The head from bytes. */
  public static SharedHead from(byte[] head) {
    if (head.length < BYTES) {
      throw new IllegalArgumentException("the head of " + head.length + " bytes ahead of a question to a shared object makes no sense");
    }
    ByteBuffer bytes = ByteBuffer.wrap(head);
    return new SharedHead(bytes.getLong(), bytes.getLong(), Arrays.copyOfRange(head, BYTES, head.length));
  }
}
