package dev.offload.cluster.wire;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * What goes ahead of a task.
 *
 * @param world the number of the class loader that its code is from
 * @param attempt the number of the attempt, from 1
 * @param name what it is called
 */
public record TaskHead(int world, int attempt, String name) {
  /** The head as bytes. */
  public byte[] toBytes() {
    byte[] text = name.getBytes(StandardCharsets.UTF_8);
    return ByteBuffer.allocate(2 * Integer.BYTES + text.length).putInt(world).putInt(attempt).put(text).array();
  }

  /** The head from bytes. */
  public static TaskHead from(byte[] head) {
    if (head.length < 2 * Integer.BYTES) {
      throw new IllegalArgumentException("the head of " + head.length + " bytes ahead of a task makes no sense");
    }
    ByteBuffer bytes = ByteBuffer.wrap(head);
    int world = bytes.getInt();
    int attempt = bytes.getInt();
    return new TaskHead(world, attempt, new String(head, bytes.position(), bytes.remaining(), StandardCharsets.UTF_8));
  }
}
