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

  /** From here on in {@link #room}, to the end of what is put there, is one frame: it grows with what is put behind it. */
  void grows(int position);

  /** The frame that grew does so no more. */
  void grown();

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
      public void grows(int position) {
        // Its length is right whenever it is written.
      }

      @Override
      public void grown() {
        // As above.
      }

      @Override
      public void clear() {
        buffer.position(0).limit(0);
      }
    };
  }
}
