package dev.offload.shared;

import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReadWriteLock;

/**
 * A lock for one writer or many readers. First come, first served; who has it may lock it again, and the writer may read. A reader that
 * wants to write waits for ever, as with the JDK's own. The read lock has no conditions.
 *
 * <p>A worker that ends owns nothing any more (rule H6).
 */
public interface SharedReadWriteLock extends ReadWriteLock {
  @Override
  Lock readLock();

  @Override
  SharedLock writeLock();
}
