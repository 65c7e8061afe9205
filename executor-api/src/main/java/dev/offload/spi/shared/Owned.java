package dev.offload.spi.shared;

import java.util.function.IntUnaryOperator;

/** A state of which workers may own parts. */
interface Owned {
  /**
   * The worker is gone, and owns nothing any more.
   *
   * @param atWork whether it ended amidst a task
   * @param waiting tells how many calls wait in a lane
   */
  void leave(Object worker, boolean atWork, IntUnaryOperator waiting);
}
