package dev.offload.processes.wire;

import java.nio.ByteBuffer;

/**
 * The body of {@link FrameType#RUN_CHUNK}: the code of the elements, and the arguments of one after another.
 *
 * <pre>
 *   int length | code | ( int length | arguments )*
 * </pre>
 *
 * @param elements behind the code; read it by {@link #next}
 */
public record ChunkBody(byte[] code, ByteBuffer elements) {
  /** The body of some elements, which lie in an array as they do in the body. */
  public static byte[] toBytes(byte[] code, ByteBuffer elements) {
    return ByteBuffer.allocate(Integer.BYTES + code.length + elements.remaining()).putInt(code.length).put(code).put(elements).array();
  }

  /**
   * The body from bytes.
   *
   * @throws WireException if they are none
   */
  public static ChunkBody from(byte[] bytes) throws WireException {
    ByteBuffer body = ByteBuffer.wrap(bytes);
    byte[] code = new byte[lengthOf(body)];
    body.get(code);
    return new ChunkBody(code, body);
  }

  /**
   * The next element's arguments: the elements begin with them, and {@code length} bytes are theirs. The caller moves on.
   *
   * @return their length
   * @throws WireException if the bytes make no sense
   */
  public int next() throws WireException {
    return lengthOf(elements);
  }

  private static int lengthOf(ByteBuffer body) throws WireException {
    int length = body.remaining() < Integer.BYTES ? -1 : body.getInt();
    if (length < 0 || length > body.remaining()) {
      throw new WireException("a part of " + length + " bytes in a chunk with " + body.remaining() + " left");
    }
    return length;
  }
}
