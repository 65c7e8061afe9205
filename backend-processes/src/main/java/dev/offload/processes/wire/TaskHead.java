package dev.offload.processes.wire;

/**
 * What goes ahead of a task.
 *
 * @param slot its place on the {@link ClaimBoard}
 * @param attempt the number of this attempt
 * @param world the class loader of the parent that its code is from; 0 for the one the executor was opened with
 * @param name its name; empty for {@code task-} and its number
 */
public record TaskHead(int slot, int attempt, int world, String name) {
  // writeUTF takes up to 65,535 bytes; a name of that length is cut, it is only for people.
  private static final int MAX_NAME = 16_000;

  /** The head as bytes. */
  public byte[] toBytes() {
    return Heads.write(out -> {
      out.writeInt(slot);
      out.writeInt(attempt);
      out.writeInt(world);
      out.writeUTF(name.length() > MAX_NAME ? name.substring(0, MAX_NAME) : name);
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
