package dev.offload.cluster.wire;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;

/**
 * What goes ahead of what a task returned or threw.
 *
 * @param ranNanos how long it ran
 * @param progress what it said last of its progress, which might come later otherwise, and too late
 */
public record EndHead(long ranNanos, Optional<ProgressHead> progress) {
  /** The head as bytes. */
  public byte[] toBytes() {
    byte[] said = progress.map(ProgressHead::toBytes).orElse(new byte[0]);
    return ByteBuffer.allocate(Long.BYTES + said.length).putLong(ranNanos).put(said).array();
  }

  /** The head from bytes. */
  public static EndHead from(byte[] head) {
    long ranNanos = Numbers.in(head, 0);
    return new EndHead(ranNanos, head.length == Long.BYTES
        ? Optional.empty()
        : Optional.of(ProgressHead.from(Arrays.copyOfRange(head, Long.BYTES, head.length))));
  }
}
