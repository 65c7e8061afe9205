package dev.offload.codec.shared;

import java.nio.ByteBuffer;

/**
 * What goes ahead of a request to a shared object.
 *
 * @param object its number
 * @param thread the thread that asks, as its JVM knows it
 * @param mayWait whether the answer may take its time
 */
public record Question(long object, long thread, boolean mayWait) {
  private static final int BYTES = 2 * Long.BYTES + 1;

  /** The question as bytes. */
  public byte[] toBytes() {
    return ByteBuffer.allocate(BYTES).putLong(object).putLong(thread).put((byte) (mayWait ? 1 : 0)).array();
  }

  /**
   * The question from bytes.
   *
   * @throws BadMessageException if they are none
   */
  public static Question from(byte[] head) throws BadMessageException {
    if (head.length != BYTES || head[BYTES - 1] < 0 || head[BYTES - 1] > 1) {
      throw new BadMessageException("the head of " + head.length + " bytes ahead of a request to a shared object makes no sense");
    }
    ByteBuffer bytes = ByteBuffer.wrap(head);
    return new Question(bytes.getLong(), bytes.getLong(), bytes.get() == 1);
  }
}
