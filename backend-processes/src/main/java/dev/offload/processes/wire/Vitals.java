package dev.offload.processes.wire;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Duration;
import java.util.Optional;

/**
 * What a child last told of its heap, in memory that its parent has mapped too: it can be read after the child was killed, or while it
 * is frozen. Written by one thread of the child, read by any of the parent.
 */
public final class Vitals {
  /** How often a child reports. */
  public static final Duration INTERVAL = Duration.ofMillis(500);

  static final int BYTES = 4 * Long.BYTES;
  private static final VarHandle WORDS = MethodHandles.byteBufferViewVarHandle(long[].class, ByteOrder.nativeOrder());
  private static final int TIME = 0;
  private static final int USED = Long.BYTES;
  private static final int MAX = 2 * Long.BYTES;

  private final ByteBuffer words;

  Vitals(ByteBuffer words) {
    this.words = words;
  }

  /**
   * The heap at one moment.
   *
   * @param atMillis when, in milliseconds since the epoch
   * @param usedBytes how much of the heap was in use, garbage included
   * @param maxBytes how large it may become
   */
  public record Heap(long atMillis, long usedBytes, long maxBytes) {}

  /** Child: reports its heap. */
  public void report(long atMillis, long usedBytes, long maxBytes) {
    WORDS.setOpaque(words, USED, usedBytes);
    WORDS.setOpaque(words, MAX, maxBytes);
    WORDS.setRelease(words, TIME, atMillis);
  }

  /** Parent: the last report; empty if there was none. */
  public Optional<Heap> last() {
    long atMillis = (long) WORDS.getAcquire(words, TIME);
    return atMillis == 0
        ? Optional.empty()
        : Optional.of(new Heap(atMillis, (long) WORDS.getOpaque(words, USED), (long) WORDS.getOpaque(words, MAX)));
  }
}
