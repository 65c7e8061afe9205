package dev.offload.processes.wire;

import static com.google.common.base.Preconditions.checkArgument;

/**
 * What goes ahead of a task.
 *
 * @param slot its place on the {@link ClaimBoard}, 0 or more and less than {@link ClaimBoard#SLOTS}
 * @param attempt the number of this attempt, 1 or more
 * @param world the class loader of the parent that its code is from, 0 or more; 0 for the one the executor was opened with
 * @param name its name; empty for {@code task-} and its number
 */
public record TaskHead(int slot, int attempt, int world, String name) {
  // A longer name is cut, it is only for people.
  private static final int MAX_NAME = 16_000;

  /**
   * Checks the numbers.
   *
   * @throws IllegalArgumentException if one is out of its range
   */
  public TaskHead {
    checkArgument(slot >= 0 && slot < ClaimBoard.SLOTS, "slot must be >= 0 and < %s, was %s", ClaimBoard.SLOTS, slot);
    checkArgument(attempt >= 1, "attempt must be >= 1, was %s", attempt);
    checkArgument(world >= 0, "world must be >= 0, was %s", world);
  }

  /** The head as bytes. */
  public byte[] toBytes() {
    return Heads.write(out -> {
      out.writeInt(slot);
      out.writeInt(attempt);
      out.writeInt(world);
      out.writeUTF(Heads.cut(name, MAX_NAME));
    });
  }

  /**
   * The head from bytes.
   *
   * @throws WireException if they are none
   */
  public static TaskHead from(byte[] head) throws WireException {
    return Heads.read(head, in -> new TaskHead(in.readInt(), in.readInt(), in.readInt(), in.readUTF()));
  }
}
