package dev.offload.processes.wire;

import static com.google.common.base.Preconditions.checkArgument;

/** How far a task is: a fraction from 0.0 to 1.0, and a few words. */
public record ProgressHead(double fraction, String note) {
  private static final int MAX_NOTE = 16_000;

  /**
   * Checks the fraction.
   *
   * @throws IllegalArgumentException if {@code fraction} is not between 0.0 and 1.0
   */
  public ProgressHead {
    checkArgument(fraction >= 0.0 && fraction <= 1.0, "fraction must be >= 0.0 and <= 1.0, was %s", fraction);
  }

  /** The head as bytes. */
  public byte[] toBytes() {
    return Heads.write(out -> {
      out.writeDouble(fraction);
      out.writeUTF(Heads.cut(note, MAX_NOTE));
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
