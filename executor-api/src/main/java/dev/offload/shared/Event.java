package dev.offload.shared;

import java.time.Duration;

/** A flag that threads wait for. */
public interface Event {
  /** Raises it: whoever waits goes on. */
  void set();

  /** Lowers it. */
  void clear();

  /** Tells whether it is up. */
  boolean isSet();

  /**
   * Waits until it is up.
   *
   * @throws InterruptedException if the thread is interrupted while it waits
   */
  void await() throws InterruptedException;

  /**
   * Waits until it is up, for so long.
   *
   * @return whether it is
   * @throws InterruptedException if the thread is interrupted while it waits
   */
  boolean await(Duration timeout) throws InterruptedException;
}
