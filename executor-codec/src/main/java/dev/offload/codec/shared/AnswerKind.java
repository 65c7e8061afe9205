package dev.offload.codec.shared;

/** What the answer of a shared object says: one byte, ahead of the body. */
public enum AnswerKind {
  /** It is done. Body: the encoded answer. */
  DONE,
  /** It failed. Body: the encoded failure. */
  FAILED,
  /** It would have to wait, and may not. */
  NOT_NOW,
  /** It was taken back, and nothing has happened. */
  WITHDRAWN;

  private static final AnswerKind[] BY_NUMBER = values();

  /** The kind as bytes. */
  public byte[] toBytes() {
    return new byte[] {(byte) ordinal()};
  }

  /**
   * The kind from bytes.
   *
   * @throws BadMessageException if they are none
   */
  public static AnswerKind from(byte[] head) throws BadMessageException {
    if (head.length != 1 || head[0] < 0 || head[0] >= BY_NUMBER.length) {
      throw new BadMessageException("the head of " + head.length + " bytes ahead of a shared object's answer makes no sense");
    }
    return BY_NUMBER[head[0]];
  }
}
