package dev.offload.cluster.wire;

import dev.offload.Progress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * What a task says of its progress.
 *
 * @param number how many times it has said something: what was said before that is old
 * @param progress what it said
 */
public record ProgressHead(long number, Progress progress) {
  /** The head as bytes. */
  public byte[] toBytes() {
    byte[] note = progress.note().getBytes(StandardCharsets.UTF_8);
    return ByteBuffer.allocate(2 * Long.BYTES + note.length).putLong(number).putDouble(progress.fraction()).put(note).array();
  }

  /** The head from bytes. */
  public static ProgressHead from(byte[] head) {
    if (head.length < 2 * Long.BYTES) {
      throw new IllegalArgumentException("the head of " + head.length + " bytes about a task's progress makes no sense");
    }
    ByteBuffer bytes = ByteBuffer.wrap(head);
    long number = bytes.getLong();
    double fraction = bytes.getDouble();
    String note = new String(head, bytes.position(), bytes.remaining(), StandardCharsets.UTF_8);
    return new ProgressHead(number, new Progress(fraction, note));
  }
}
