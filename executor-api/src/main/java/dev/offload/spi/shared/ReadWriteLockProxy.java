package dev.offload.spi.shared;

import dev.offload.shared.SharedLock;
import dev.offload.shared.SharedReadWriteLock;
import java.util.concurrent.locks.Lock;

/**
 * A read-write lock that lives elsewhere.
 *
 * @param handle which it is
 */
record ReadWriteLockProxy(Handle handle) implements SharedReadWriteLock {
  @Override
  public Lock readLock() {
    return new ReadLockProxy(handle);
  }

  @Override
  public SharedLock writeLock() {
    return new LockProxy(handle);
  }
}
