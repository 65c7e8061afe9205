package dev.offload.processes.wire;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * What a child has said and not yet written to its channel, in memory that its parent has mapped too. When the child dies its parent reads
 * the rest of the stream here: so a result is safe once it is here, though many of them go in one write (rule M4).
 *
 * <pre>
 *   long begin | long end | long growing | bytes
 * </pre>
 *
 * <p>All three are counted from the beginning of the stream. The bytes are those from begin to end. Where the last frame is one that may
 * grow it begins at growing, and goes to the end, whatever its length says: a child that dies may have written one of the two and not the
 * other.
 *
 * <p>The child writes, one thread at a time; the parent reads, after the child has ended.
 */
public final class Outbox implements Staging {
  static final int CONTENT_BYTES = 1 << 17;
  static final int BYTES = 3 * Long.BYTES + CONTENT_BYTES;

  private static final VarHandle WORDS = MethodHandles.byteBufferViewVarHandle(long[].class, ByteOrder.nativeOrder());
  private static final int BEGIN = 0;
  private static final int END = Long.BYTES;
  private static final int GROWING = 2 * Long.BYTES;
  private static final long NOTHING = -1;

  private final ByteBuffer words;
  private final ByteBuffer content;
  private final ByteBuffer unwritten;
  private final ByteBuffer room;
  private long begin;

  Outbox(ByteBuffer memory) {
    this.words = memory.slice(0, 3 * Long.BYTES);
    this.content = memory.slice(3 * Long.BYTES, CONTENT_BYTES);
    this.unwritten = content.duplicate().limit(0);
    this.room = content.duplicate();
  }

  @Override
  public ByteBuffer bytes() {
    return unwritten;
  }

  @Override
  public ByteBuffer room() {
    if (!unwritten.hasRemaining() && unwritten.position() > 0) {
      // All of it is with the system. First that nothing is here, then what comes instead: the child may die in between.
      begin += unwritten.position();
      WORDS.setRelease(words, BEGIN, begin);
      unwritten.position(0).limit(0);
    }
    return room.limit(CONTENT_BYTES).position(unwritten.limit());
  }

  @Override
  public void filled() {
    unwritten.limit(room.position());
    WORDS.setRelease(words, END, begin + room.position());
  }

  @Override
  public void grows(int position) {
    WORDS.setRelease(words, GROWING, begin + position);
  }

  @Override
  public void grown() {
    WORDS.setRelease(words, GROWING, NOTHING);
  }

  @Override
  public void clear() {
    unwritten.position(unwritten.limit());
  }

  /**
   * Parent, when the child has ended: what the child has said behind the first {@code received} bytes of the stream.
   *
   * @throws WireException if that cannot be: the memory is the child's to write to
   */
  ByteBuffer after(long received) throws WireException {
    long from = (long) WORDS.getAcquire(words, BEGIN);
    long to = (long) WORDS.getAcquire(words, END);
    if (to <= received) {
      // All of it came, or the last of it is older than what came past it.
      return ByteBuffer.allocate(0);
    }
    if (from < 0 || from > received || to - from > CONTENT_BYTES) {
      throw new WireException("an outbox from " + from + " to " + to + " where " + received + " bytes were received");
    }
    byte[] rest = new byte[(int) (to - received)];
    content.get((int) (received - from), rest);
    return withLength(ByteBuffer.wrap(rest), (long) WORDS.getAcquire(words, GROWING) - received);
  }

  /** The child says where the last frame begins, and may lie: what comes of it the reader of the frames finds out. */
  private static ByteBuffer withLength(ByteBuffer rest, long growing) {
    if (growing >= 0 && growing <= rest.remaining() - Integer.BYTES) {
      rest.putInt((int) growing, (int) (rest.remaining() - growing) - Integer.BYTES);
    }
    return rest;
  }
}
