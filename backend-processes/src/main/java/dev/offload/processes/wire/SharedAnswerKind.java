package dev.offload.processes.wire;

/** What the answer of a shared object says: one byte, the head of its frame. */
public enum SharedAnswerKind {
  /** It is done. Body: the encoded answer. */
  DONE,
  /** It failed. Body: the encoded failure. */
  FAILED,
  /** It would have to wait, and may not. */
  NOT_NOW,
  /** It was taken back, and nothing has happened. */
  WITHDRAWN;

  private static final SharedAnswerKind[] BY_NUMBER = values();

  /** The head. */
  public byte[] toBytes() {
    return new byte[] {(byte) ordinal()};
  }

  /**
   * The kind from the head.
   *
   * @throws WireException if it is none
   */
  public static SharedAnswerKind from(byte[] head) throws WireException {
    if (head.length != 1 || head[0] < 0 || head[0] >= BY_NUMBER.length) {
      throw new WireException("the head of " + head.length + " bytes ahead of a shared object's answer makes no sense");
    }
    return BY_NUMBER[head[0]];
  }
}
