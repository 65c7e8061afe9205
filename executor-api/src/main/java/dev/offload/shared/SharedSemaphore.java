package dev.offload.shared;

import java.time.Duration;

/**
 * Permits that tasks share. First come, first served. The permits of a worker that ends are given back (rule H6): those it has acquired and
 * not released.
 */
public interface SharedSemaphore {
  /**
   * Waits for a permit.
   *
   * @throws InterruptedException if the thread is interrupted while it waits; it has no permit then
   */
  void acquire() throws InterruptedException;

  /** Takes a permit if there is one. */
  boolean tryAcquire();

  /**
   * Waits for a permit for so long.
   *
   * @return whether it has one
   * @throws InterruptedException if the thread is interrupted while it waits; it has no permit then
   */
  boolean tryAcquire(Duration timeout) throws InterruptedException;

  /**
   * Gives one back.
   *
   * @throws IllegalStateException if the semaphore is bounded and all its permits are there
   */
  void release();

  /** How many there are. */
  int availablePermits();
}
