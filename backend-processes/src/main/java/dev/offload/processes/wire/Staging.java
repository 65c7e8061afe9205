package dev.offload.processes.wire;

import java.nio.ByteBuffer;

/**
 * The bytes that are next to be written to a channel, in the order of the stream. One thread at a time.
 *
 * <p>In a child they lie in memory that the parent has mapped too, see {@link Outbox}.
 */
interface Staging {
  /** What is to be written; what is taken from it is written. */
  ByteBuffer bytes();

  /** The room behind that, to be put to, as far as there is any; {@link #filled} has to follow. */
  ByteBuffer room();

  /** What was put is to be written too. */
  void filled();

  /** Lets go of all of it. */
  void clear();

  /** Staging that nobody else sees. */
  static Staging ofBytes(int bytes) {
    ByteBuffer buffer = ByteBuffer.allocateDirect(bytes).flip();
    return new Staging() {
      @Override
      public ByteBuffer bytes() {
        return buffer;
      }

      @Override
      public ByteBuffer room() {
        return buffer.compact();
      }

      @Override
      public void filled() {
        buffer.flip();
      }

      @Override
      public void clear() {
        buffer.position(0).limit(0);
      }
    };
  }
}
