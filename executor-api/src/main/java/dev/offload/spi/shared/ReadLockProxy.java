package dev.offload.spi.shared;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;

/**
 * The reading side of a lock that lives elsewhere.
 *
 * @param handle which it is
 */
record ReadLockProxy(Handle handle) implements Lock {
  @Override
  public void lock() {
    handle.ask(new LockState.LockToRead());
  }

  @Override
  public void lockInterruptibly() throws InterruptedException {
    handle.await(new LockState.LockToRead());
  }

  @Override
  public boolean tryLock() {
    return handle.tryNow(new LockState.LockToRead(), false);
  }

  @Override
  public boolean tryLock(long time, TimeUnit unit) throws InterruptedException {
    return handle.await(new LockState.LockToRead(), unit.toNanos(time), false);
  }

  @Override
  public void unlock() {
    handle.ask(new LockState.UnlockToRead());
  }

  @Override
  public Condition newCondition() {
    throw new UnsupportedOperationException("the read lock has no conditions; the write lock has");
  }
}
