package dev.offload.processes.wire;

import java.nio.ByteBuffer;

/**
 * What became of an element of a chunk, as it lies in the body of {@link FrameType#ELEMENTS_ENDED}, after those before it:
 *
 * <pre>
 *   byte 0 if it returned, 1 if it threw | int length | bytes
 * </pre>
 *
 * @param threw whether the bytes are those of a failure
 */
public record ElementOutcome(boolean threw, byte[] bytes, int offset, int length) {
  static final int FIXED_BYTES = Byte.BYTES + Integer.BYTES;
  private static final byte RETURNED = 0;
  private static final byte THREW = 1;

  /** The bytes it takes in the body. */
  int totalLength() {
    return FIXED_BYTES + length;
  }

  void putTo(ByteBuffer body) {
    body.put(threw ? THREW : RETURNED).putInt(length).put(bytes, offset, length);
  }

  /**
   * The next one.
   *
   * @throws WireException if the bytes are none
   */
  public static ElementOutcome from(ByteBuffer body) throws WireException {
    int room = body.remaining() - FIXED_BYTES;
    byte kind = room < 0 ? -1 : body.get();
    int length = room < 0 ? -1 : body.getInt();
    if (kind != RETURNED && kind != THREW || length < 0 || length > room) {
      throw new WireException("an outcome of kind " + kind + " and " + length + " bytes where " + room + " are left");
    }
    ElementOutcome outcome = new ElementOutcome(kind == THREW, body.array(), body.arrayOffset() + body.position(), length);
    body.position(body.position() + length);
    return outcome;
  }

  /**
   * How many elements a frame is about.
   *
   * @throws WireException if it makes no sense
   */
  public static int countIn(Frame frame) throws WireException {
    if (frame.head().length != Integer.BYTES) {
      throw new WireException("a head of " + frame.head().length + " bytes ahead of outcomes");
    }
    int count = ByteBuffer.wrap(frame.head()).getInt();
    if (!frame.lost()) {
      // The child may have died between a part and the count of it: what is here is here.
      count = 0;
      ByteBuffer body = ByteBuffer.wrap(frame.body());
      while (body.hasRemaining()) {
        from(body);
        count++;
      }
    }
    if (count < 1) {
      throw new WireException("the outcomes of " + count + " elements");
    }
    return count;
  }
}
