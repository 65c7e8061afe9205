package dev.offload.processes.wire;

import static com.google.common.base.Preconditions.checkArgument;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * What goes ahead of a task.
 *
 * @param number the task's number in its executor
 * @param attempt the number of this attempt, 1 or more
 * @param world the class loader of the parent that its code is from, 0 or more; 0 for the one the executor was opened with
 * @param givenName the name it was given; empty for {@code task-} and its number
 */
public record TaskHead(long number, int attempt, int world, String givenName) {
  // A longer name is cut, it is only for people.
  private static final int MAX_NAME = 16_000;
  private static final int FIXED_BYTES = Long.BYTES + 2 * Integer.BYTES;

  /**
   * Checks the numbers.
   *
   * @throws IllegalArgumentException if one is out of its range
   */
  public TaskHead {
    checkArgument(attempt >= 1, "attempt must be >= 1, was %s", attempt);
    checkArgument(world >= 0, "world must be >= 0, was %s", world);
  }

  /** What messages call the task. */
  public String name() {
    return nameAt(0);
  }

  /** What messages call an element of a chunk; the head's number is that of the first. */
  public String nameAt(int index) {
    return givenName.isEmpty() ? "task-" + (number + index) : givenName;
  }

  /** The head as bytes. */
  public byte[] toBytes() {
    byte[] name = givenName.isEmpty() ? Frame.NOTHING : Heads.cut(givenName, MAX_NAME).getBytes(StandardCharsets.UTF_8);
    return ByteBuffer.allocate(FIXED_BYTES + name.length).putLong(number).putInt(attempt).putInt(world).put(name).array();
  }

  /**
   * The head from bytes.
   *
   * @throws WireException if they are none
   */
  public static TaskHead from(byte[] head) throws WireException {
    if (head.length < FIXED_BYTES) {
      throw new WireException("the head of a task of " + head.length + " bytes makes no sense");
    }
    ByteBuffer bytes = ByteBuffer.wrap(head);
    try {
      String name = head.length == FIXED_BYTES ? "" : new String(head, FIXED_BYTES, head.length - FIXED_BYTES, StandardCharsets.UTF_8);
      return new TaskHead(bytes.getLong(), bytes.getInt(), bytes.getInt(), name);
    } catch (IllegalArgumentException e) {
      throw new WireException("the head of a task makes no sense: " + e);
    }
  }
}
