package dev.offload.spi;

import java.util.concurrent.locks.ReentrantLock;

/** A lock that is held for moments only: it is free sooner than a thread that parks would be back, so it is tried for a while first. */
final class MomentLock extends ReentrantLock {
  private static final long serialVersionUID = 1L;
  /** Some microseconds' worth; none where whoever has the lock cannot run meanwhile. */
  private static final int SPINS = Runtime.getRuntime().availableProcessors() > 1 ? 300 : 0;

  @Override
  public void lock() {
    for (int spins = SPINS; spins > 0; spins--) {
      if (tryLock()) {
        return;
      }
      Thread.onSpinWait();
    }
    super.lock();
  }
}
