package dev.offload.codec;

import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.KryoBufferUnderflowException;
import java.util.List;

/**
 * An input that believes no length: Kryo allocates what the bytes ask for, here nothing is allocated for which the rest of the
 * message cannot hold the content. Elements of an open collection count as long as they are not read, so that nested ones together
 * cannot ask for more than there is either. Large arrays are beside it, as segments.
 */
final class BoundedInput extends Input {
  private static final byte[] NOTHING = new byte[0];
  private static final int KEPT_CHARS = 1 << 18;

  private List<byte[]> segments = List.of();
  private int segmentsTaken;
  private long claimed;

  void open(byte[] bytes, int offset) {
    open(bytes, offset, bytes.length - offset);
  }

  void open(byte[] bytes, int offset, int length) {
    setBuffer(bytes, offset, length);
    claimed = 0;
  }

  void open(Encoded message, int offset) {
    open(message.inline(), offset);
    segments = message.segments();
    segmentsTaken = 0;
  }

  /** Lets go of the message and of what it left behind. */
  void release() {
    setBuffer(NOTHING);
    segments = List.of();
    segmentsTaken = 0;
    if (chars.length > KEPT_CHARS) {
      chars = new char[32];
    }
  }

  int remaining() {
    return limit - position;
  }

  /** How many segments are not taken yet. */
  int segmentsLeft() {
    return segments.size() - segmentsTaken;
  }

  /** Takes the next segment, which holds elements of so many bytes. */
  byte[] takeSegment(int elementBytes) {
    if (segmentsLeft() == 0) {
      throw new KryoBufferUnderflowException("a segment too few");
    }
    byte[] segment = segments.get(segmentsTaken++);
    if (segment.length < Encoded.LEAST_SEGMENT_BYTES || segment.length % elementBytes != 0) {
      throw new KryoBufferUnderflowException("a segment of " + segment.length + " bytes where elements take " + elementBytes);
    }
    return segment;
  }

  /** Reads past the next byte if it is this one. */
  boolean trySkip(byte expected) {
    boolean next = position < limit && buffer[position] == expected;
    position += next ? 1 : 0;
    return next;
  }

  /** Reads the number of parts that follow, each of which takes a byte at least and is told by {@link #partRead}. */
  int readCount() {
    int count = readVarInt(true);
    check(count);
    claimed += count;
    return count;
  }

  /** One of the parts that {@link #readCount} announced is about to be read. */
  void partRead() {
    claimed--;
  }

  private void check(long count) {
    if (count < 0 || count > remaining() - claimed) {
      throw new KryoBufferUnderflowException("a length of " + count + " where " + (remaining() - claimed) + " bytes are left");
    }
  }

  @Override
  public byte[] readBytes(int length) {
    check(length);
    return super.readBytes(length);
  }

  @Override
  public String readString() {
    checkText();
    return super.readString();
  }

  @Override
  public StringBuilder readStringBuilder() {
    checkText();
    return super.readStringBuilder();
  }

  private void checkText() {
    int start = position;
    if (readVarIntFlag()) {
      check(Math.max(0, readVarIntFlag(true) - 1));
    }
    position = start;
  }

  @Override
  public int[] readInts(int length, boolean optimizePositive) {
    check(length);
    return super.readInts(length, optimizePositive);
  }

  @Override
  public long[] readLongs(int length, boolean optimizePositive) {
    check(length);
    return super.readLongs(length, optimizePositive);
  }

  @Override
  public long[] readLongs(int length) {
    check(8L * length);
    return super.readLongs(length);
  }

  @Override
  public float[] readFloats(int length) {
    check(4L * length);
    return super.readFloats(length);
  }

  @Override
  public double[] readDoubles(int length) {
    check(8L * length);
    return super.readDoubles(length);
  }

  @Override
  public short[] readShorts(int length) {
    check(2L * length);
    return super.readShorts(length);
  }

  @Override
  public char[] readChars(int length) {
    check(2L * length);
    return super.readChars(length);
  }

  @Override
  public boolean[] readBooleans(int length) {
    check(length);
    return super.readBooleans(length);
  }
}
