package dev.offload.processes.wire;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/**
 * Frames that went wrong on their way, by a seed. What is left of a frame is still one frame unless the stream is {@link #isBroken}: then
 * nothing behind it can be read any more.
 */
public final class Mutation {
  /** Where the head begins: after length, type, id and length of the head. */
  private static final int FIXED = Integer.BYTES + Byte.BYTES + Long.BYTES + Integer.BYTES;

  private final List<byte[]> frames;
  private final boolean broken;

  private Mutation(List<byte[]> frames, boolean broken) {
    this.frames = frames;
    this.broken = broken;
  }

  /** The bytes of a frame as they stand on the wire, written down here once more. */
  public static byte[] bytesOf(Frame frame) {
    int parts = 1 + frame.segments().size();
    int length = FIXED + frame.head().length + frame.body().length + (parts > 1 ? parts * Integer.BYTES : 0)
        + frame.segments().stream().mapToInt(segment -> segment.length).sum();
    ByteBuffer bytes = ByteBuffer.allocate(length)
        .putInt(length - Integer.BYTES)
        .put((byte) (frame.type().ordinal() + (parts > 1 ? 128 : 0)))
        .putLong(frame.id())
        .putInt(frame.head().length)
        .put(frame.head());
    if (parts == 1) {
      return bytes.put(frame.body()).array();
    }
    bytes.putInt(frame.body().length).put(frame.body());
    frame.segments().forEach(segment -> bytes.putInt(segment.length).put(segment));
    return bytes.array();
  }

  /** A frame as it is. */
  public static Mutation none(Frame frame) {
    return new Mutation(List.of(bytesOf(frame)), false);
  }

  /** A frame that went wrong in one of many ways; {@code other} is one it may be mixed up with. */
  public static Mutation of(Frame frame, Frame other, Random random) {
    byte[] bytes = bytesOf(frame);
    byte[] others = bytesOf(other);
    return switch (random.nextInt(24)) {
      case 0 -> broken(Arrays.copyOf(bytes, random.nextInt(bytes.length)));
      case 1 -> broken(withInt(bytes, 0, random.nextInt()));
      case 2 -> broken(withInt(bytes, 0, random.nextInt(1 << 28)));
      case 3 -> broken(randomBytes(random));
      case 4 -> whole(withInt(bytes, FIXED - Integer.BYTES, random.nextInt(bytes.length)));
      case 5 -> whole(withByte(bytes, Integer.BYTES, random.nextInt(20)));
      case 6 -> new Mutation(List.of(bytes, bytes), false);
      case 7 -> new Mutation(List.of(others, bytes), false);
      case 8 -> whole(splice(bytes, others, random));
      case 9 -> whole(withInt(bytes, bodyAt(frame, bytes), random.nextInt()));
      default -> whole(flipBits(bytes, random));
    };
  }

  /** The frames in the order in which they are to be sent. */
  public List<byte[]> frames() {
    return frames;
  }

  /** Tells whether the reader cannot know where the next frame begins. */
  public boolean isBroken() {
    return broken;
  }

  private static Mutation whole(byte[] bytes) {
    return new Mutation(List.of(bytes), false);
  }

  private static Mutation broken(byte[] bytes) {
    return new Mutation(List.of(bytes), true);
  }

  private static byte[] withInt(byte[] bytes, int at, int value) {
    return ByteBuffer.wrap(bytes).putInt(at, value).array();
  }

  private static byte[] withByte(byte[] bytes, int at, int value) {
    bytes[at] = (byte) value;
    return bytes;
  }

  private static byte[] randomBytes(Random random) {
    byte[] bytes = new byte[1 + random.nextInt(300)];
    random.nextBytes(bytes);
    return bytes;
  }

  /** The beginning of one and the end of another, under a length that fits. */
  private static byte[] splice(byte[] bytes, byte[] others, Random random) {
    int from = Integer.BYTES + random.nextInt(bytes.length - Integer.BYTES);
    int to = Integer.BYTES + random.nextInt(others.length - Integer.BYTES);
    byte[] spliced = Arrays.copyOf(bytes, Math.max(FIXED, from + others.length - to));
    int copied = Math.min(others.length - to, spliced.length - from);
    System.arraycopy(others, to, spliced, from, copied);
    return withInt(spliced, 0, spliced.length - Integer.BYTES);
  }

  /** Where the length of the body stands in a frame with segments, if there is room for one. */
  private static int bodyAt(Frame frame, byte[] bytes) {
    return Math.min(FIXED + frame.head().length, bytes.length - Integer.BYTES);
  }

  /** Anywhere but in the length, and mostly in head and body. */
  private static byte[] flipBits(byte[] bytes, Random random) {
    int from = bytes.length > FIXED && random.nextInt(4) > 0 ? FIXED : Integer.BYTES;
    for (int i = random.nextInt(4); i >= 0; i--) {
      bytes[from + random.nextInt(bytes.length - from)] ^= (byte) (1 << random.nextInt(8));
    }
    return bytes;
  }
}
