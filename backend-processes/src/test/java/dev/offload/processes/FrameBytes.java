package dev.offload.processes;

import dev.offload.processes.wire.Frame;
import java.nio.ByteBuffer;

/** The bytes of a frame as they stand on the wire, written down here once more, so that tests can send wrong ones. */
final class FrameBytes {
  /** Where the head begins: after length, type, id and length of the head. */
  static final int FIXED = Integer.BYTES + Byte.BYTES + Long.BYTES + Integer.BYTES;

  private FrameBytes() {}

  static byte[] of(Frame frame) {
    return ByteBuffer.allocate(FIXED + frame.head().length + frame.body().length)
        .putInt(FIXED - Integer.BYTES + frame.head().length + frame.body().length)
        .put((byte) frame.type().ordinal())
        .putLong(frame.id())
        .putInt(frame.head().length)
        .put(frame.head())
        .put(frame.body())
        .array();
  }
}
