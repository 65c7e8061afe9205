package dev.offload.cluster.wire;

import dev.offload.codec.Encoded;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * One thing that an executor says to a session of its own, or a session to it. Messages may overtake each other.
 *
 * @param type what it says
 * @param session the number of the session in its executor
 * @param task the number of the task in its session; 0 if it is about none
 * @param head what belongs to the type
 * @param body what users' objects are in it
 */
public record Message(MessageType type, long session, long task, byte[] head, Encoded body) {
  private static final byte[] NO_BYTES = {};
  private static final Encoded NO_BODY = Encoded.of(NO_BYTES);
  private static final int FIXED_BYTES = 1 + 2 * Long.BYTES + 3 * Integer.BYTES;

  /** One that is all said with its type. */
  public static Message of(MessageType type, long session, long task) {
    return new Message(type, session, task, NO_BYTES, NO_BODY);
  }

  /** One with a head. */
  public static Message of(MessageType type, long session, long task, byte[] head) {
    return new Message(type, session, task, head, NO_BODY);
  }

  /** One with a body. */
  public static Message of(MessageType type, long session, long task, Encoded body) {
    return new Message(type, session, task, NO_BYTES, body);
  }

  /**
   * The message as bytes.
   *
   * @throws IllegalArgumentException if these are more than an array holds
   */
  public byte[] toBytes() {
    long length = FIXED_BYTES + head.length + body.length() + (long) Integer.BYTES * body.segments().size();
    if (length > Integer.MAX_VALUE - Long.BYTES) {
      throw new IllegalArgumentException("a message of " + length + " bytes is too long to be sent");
    }
    ByteBuffer bytes = ByteBuffer.allocate((int) length);
    bytes.put((byte) type.ordinal()).putLong(session).putLong(task);
    bytes.putInt(head.length).putInt(body.inline().length).putInt(body.segments().size());
    body.segments().forEach(segment -> bytes.putInt(segment.length));
    bytes.put(head).put(body.inline());
    body.segments().forEach(bytes::put);
    return bytes.array();
  }

  /**
   * The message of which {@link #toBytes} made these bytes.
   *
   * @throws IllegalArgumentException if they are none
   */
  public static Message from(byte[] bytes) {
    ByteBuffer from = ByteBuffer.wrap(bytes);
    try {
      MessageType type = MessageType.of(from.get());
      long session = from.getLong();
      long task = from.getLong();
      int head = from.getInt();
      int inline = from.getInt();
      int[] segments = new int[checked(from.getInt(), from)];
      for (int i = 0; i < segments.length; i++) {
        segments[i] = from.getInt();
      }
      byte[] headBytes = take(head, from);
      byte[] inlineBytes = take(inline, from);
      List<byte[]> parts = new ArrayList<>(segments.length);
      for (int segment : segments) {
        parts.add(take(segment, from));
      }
      return new Message(type, session, task, headBytes, new Encoded(inlineBytes, parts));
    } catch (BufferUnderflowException e) {
      throw new IllegalArgumentException("a message of " + bytes.length + " bytes makes no sense", e);
    }
  }

  private static byte[] take(int length, ByteBuffer from) {
    if (length == 0) {
      return NO_BYTES;
    }
    byte[] taken = new byte[checked(length, from)];
    from.get(taken);
    return taken;
  }

  private static int checked(int count, ByteBuffer from) {
    if (count < 0 || count > from.remaining()) {
      throw new BufferUnderflowException();
    }
    return count;
  }
}
