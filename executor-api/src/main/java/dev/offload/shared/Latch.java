package dev.offload.shared;

import java.time.Duration;

/** Opens, for good, when it has been counted down to 0. */
public interface Latch {
  /** Counts down by one; nothing happens at 0. */
  void countDown();

  /** How many times it has still to be counted down. */
  long count();

  /**
   * Waits until it is open.
   *
   * @throws InterruptedException if the thread is interrupted while it waits
   */
  void await() throws InterruptedException;

  /**
   * Waits until it is open, for so long.
   *
   * @return whether it is
   * @throws InterruptedException if the thread is interrupted while it waits
   */
  boolean await(Duration timeout) throws InterruptedException;
}
