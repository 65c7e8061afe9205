package dev.offload.shared;

import java.time.Duration;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.TimeoutException;

/**
 * Lets threads go on when so many have come, and so again for the next ones. It breaks when one of those who wait is interrupted, runs out
 * of time, or ends with its worker, as does a barrier at which that worker has been before (rule H6): the others must not wait for ever.
 */
public interface Barrier {
  /** How many have to come. */
  int parties();

  /** How many wait now. */
  int waiting();

  /**
   * Waits for the others.
   *
   * @return how many were still missing: {@code parties() - 1} for the first to come, 0 for the last
   * @throws InterruptedException if the thread is interrupted while it waits; the barrier is broken then
   * @throws BrokenBarrierException if it is broken, or breaks or is reset meanwhile
   */
  int await() throws InterruptedException, BrokenBarrierException;

  /**
   * Waits for the others for so long.
   *
   * @return as {@link #await()}
   * @throws InterruptedException if the thread is interrupted while it waits; the barrier is broken then
   * @throws TimeoutException if they do not come in time; the barrier is broken then
   * @throws BrokenBarrierException if it is broken, or breaks or is reset meanwhile
   */
  int await(Duration timeout) throws InterruptedException, BrokenBarrierException, TimeoutException;

  /** Tells whether it is broken. */
  boolean isBroken();

  /** Makes it whole and empty; who waits gets a {@link BrokenBarrierException}. */
  void reset();

  /** Breaks it. */
  void abort();
}
