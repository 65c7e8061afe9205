package dev.offload.processes.wire;

/** How far a task is: a fraction from 0.0 to 1.0, and a few words. */
public record ProgressHead(double fraction, String note) {
  private static final int MAX_NOTE = 16_000;

  /** The head as bytes. */
  public byte[] toBytes() {
    return Heads.write(out -> {
      out.writeDouble(fraction);
      out.writeUTF(note.length() > MAX_NOTE ? note.substring(0, MAX_NOTE) : note);
    });
  }

  /**
   * The head from bytes.
   *
   * @throws WireException if they are none
   */
  public static ProgressHead from(byte[] head) throws WireException {
    return Heads.read(head, in -> new ProgressHead(in.readDouble(), in.readUTF()));
  }
}
