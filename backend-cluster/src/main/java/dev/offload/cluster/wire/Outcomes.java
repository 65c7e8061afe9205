package dev.offload.cluster.wire;

import com.google.common.io.ByteArrayDataOutput;
import com.google.common.io.ByteStreams;
import java.nio.ByteBuffer;

/**
 * What became of elements, one after another, as bytes: for each a byte that is 1 if it threw, an int with the length of its result or
 * failure, and that.
 */
public final class Outcomes {
  private static final int FIXED_BYTES = 1 + Integer.BYTES;

  private ByteArrayDataOutput bytes = ByteStreams.newDataOutput();
  private int count;
  private long length;

  /** Adds one. */
  public void add(boolean threw, byte[] from, int offset, int size) {
    bytes.writeByte(threw ? 1 : 0);
    bytes.writeInt(size);
    bytes.write(from, offset, size);
    count++;
    length += FIXED_BYTES + size;
  }

  /** How many there are. */
  public int count() {
    return count;
  }

  /** How many bytes they take. */
  public long length() {
    return length;
  }

  /** Takes all of them out. */
  public byte[] take() {
    byte[] taken = bytes.toByteArray();
    bytes = ByteStreams.newDataOutput();
    count = 0;
    length = 0;
    return taken;
  }

  /** How many there are in these bytes. */
  public static int countIn(byte[] outcomes) {
    ByteBuffer rest = ByteBuffer.wrap(outcomes);
    int count = 0;
    for (; rest.hasRemaining(); count++) {
      next(rest);
    }
    return count;
  }

  /**
   * One of them.
   *
   * @param offset where its bytes begin
   */
  public record Outcome(boolean threw, int offset, int length) {}

  /** The next one; moves on behind it. */
  public static Outcome next(ByteBuffer rest) {
    if (rest.remaining() >= FIXED_BYTES) {
      boolean threw = rest.get() != 0;
      int length = rest.getInt();
      if (length >= 0 && length <= rest.remaining()) {
        Outcome outcome = new Outcome(threw, rest.position(), length);
        rest.position(rest.position() + length);
        return outcome;
      }
    }
    throw new IllegalArgumentException("the outcomes of elements make no sense");
  }
}
