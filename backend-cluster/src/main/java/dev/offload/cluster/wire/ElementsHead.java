package dev.offload.cluster.wire;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * What goes ahead of elements of a map.
 *
 * @param world the number of the class loader that their code is from
 * @param first the number of the first element in its executor
 * @param count how many there are
 * @param name what each is called; empty if each has its number for a name
 * @param arguments for each an int with the length of its arguments, and these
 */
public record ElementsHead(int world, long first, int count, String name, ByteBuffer arguments) {
  private static final int FIXED_BYTES = 3 * Integer.BYTES + Long.BYTES;

  /** The head as bytes. */
  public byte[] toBytes() {
    byte[] text = name.getBytes(StandardCharsets.UTF_8);
    return ByteBuffer.allocate(FIXED_BYTES + text.length + arguments.remaining()).putInt(world).putLong(first).putInt(count)
        .putInt(text.length).put(text).put(arguments.duplicate()).array();
  }

  /** The head from bytes. */
  public static ElementsHead from(byte[] head) {
    ByteBuffer bytes = ByteBuffer.wrap(head);
    if (head.length >= FIXED_BYTES) {
      int world = bytes.getInt();
      long first = bytes.getLong();
      int count = bytes.getInt();
      int text = bytes.getInt();
      if (count > 0 && text >= 0 && text <= bytes.remaining()) {
        String name = new String(head, bytes.position(), text, StandardCharsets.UTF_8);
        bytes.position(bytes.position() + text);
        return new ElementsHead(world, first, count, name, bytes);
      }
    }
    throw new IllegalArgumentException("the head of " + head.length + " bytes ahead of elements makes no sense");
  }

  /** What an element is called. */
  public String nameOf(int index) {
    return name.isEmpty() ? "task-" + (first + index) : name;
  }
}
