package dev.offload.shared;

import java.util.concurrent.locks.Lock;

/**
 * A lock of which one thread of one worker is the owner. First come, first served. Its conditions keep to the rules of
 * {@link java.util.concurrent.locks.Condition}.
 *
 * <p>A worker that ends owns nothing any more: the lock goes to whoever is next, who can ask whether that is why (rule H6).
 */
public interface SharedLock extends Lock {
  /**
   * Tells whether the owner got it because the one before ended without unlocking it, so that what it guards may be half done. For the
   * owner; until it unlocks.
   */
  boolean wasAbandoned();

  /** Tells whether somebody has it now. */
  boolean isLocked();
}
