package dev.offload.processes.wire;

/**
 * One message on the channel: a type, the number of the task or request it is about, a short head, and a body of any length.
 *
 * <pre>
 *   int length of what follows | byte type | long id | int length of head | head | body
 * </pre>
 *
 * @param lost whether the body was read past because there was no memory for it; it is empty then
 */
public record Frame(FrameType type, long id, byte[] head, byte[] body, boolean lost) {
  static final byte[] NOTHING = new byte[0];

  /** A frame with a head and a body. */
  public static Frame of(FrameType type, long id, byte[] head, byte[] body) {
    return new Frame(type, id, head, body, false);
  }

  /** A frame with a body. */
  public static Frame withBody(FrameType type, long id, byte[] body) {
    return of(type, id, NOTHING, body);
  }

  /** A frame with a head. */
  public static Frame withHead(FrameType type, long id, byte[] head) {
    return of(type, id, head, NOTHING);
  }

  /** A frame that says all by its type. */
  public static Frame of(FrameType type, long id) {
    return of(type, id, NOTHING, NOTHING);
  }
}
