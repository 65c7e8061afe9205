package dev.offload.spi.shared;

import org.jspecify.annotations.Nullable;

/** The way to the shared objects of one executor from one JVM. Any thread. */
public interface Door {
  /** A time that never comes. */
  long FOR_EVER = Long.MAX_VALUE;

  /**
   * Asks something of an object, and waits for the answer for so long; with 0 or less it is answered at once.
   *
   * @return the answer; {@link Request#WAIT} if the time ran out
   * @throws InterruptedException if the thread is interrupted while it waits; nothing has happened then
   */
  @Nullable Object call(long object, Request<?, ?> request, long timeoutNanos) throws InterruptedException;

  /** Asks something of an object, and waits for the answer, whatever interrupts come. */
  @Nullable Object ask(long object, Request<?, ?> request);

  /** How values lie in the objects. */
  Items items();
}
