package dev.offload.spi.shared;

import dev.offload.shared.SharedLock;
import java.io.Serializable;
import java.util.Date;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import org.jspecify.annotations.Nullable;

/**
 * A lock that lives elsewhere.
 *
 * @param handle which it is
 */
record LockProxy(Handle handle) implements SharedLock, Serializable {
  private static final long serialVersionUID = 1L;

  @Override
  public void lock() {
    handle.ask(new LockState.Lock());
  }

  @Override
  public void lockInterruptibly() throws InterruptedException {
    handle.await(new LockState.Lock());
  }

  @Override
  public boolean tryLock() {
    return handle.tryNow(new LockState.Lock(), false);
  }

  @Override
  public boolean tryLock(long time, TimeUnit unit) throws InterruptedException {
    return handle.await(new LockState.Lock(), unit.toNanos(time), false);
  }

  @Override
  public void unlock() {
    handle.ask(new LockState.Unlock());
  }

  @Override
  public Condition newCondition() {
    return new ConditionProxy(handle, handle.ask(new LockState.NewCondition()));
  }

  @Override
  public boolean wasAbandoned() {
    return handle.ask(new LockState.WasAbandoned());
  }

  @Override
  public boolean isLocked() {
    return handle.ask(new LockState.IsLocked());
  }

  /** A condition of the lock. */
  record ConditionProxy(Handle lock, int number) implements Condition, Serializable {
    private static final long serialVersionUID = 1L;

    @Override
    public void await() throws InterruptedException {
      await(Door.FOR_EVER);
    }

    @Override
    public boolean await(long time, TimeUnit unit) throws InterruptedException {
      return await(unit.toNanos(time));
    }

    @Override
    public long awaitNanos(long nanosTimeout) throws InterruptedException {
      long start = System.nanoTime();
      await(nanosTimeout);
      return nanosTimeout - (System.nanoTime() - start);
    }

    @Override
    public boolean awaitUntil(Date deadline) throws InterruptedException {
      return await(TimeUnit.MILLISECONDS.toNanos(Math.max(0, deadline.getTime() - System.currentTimeMillis())));
    }

    @Override
    public void awaitUninterruptibly() {
      boolean interrupted = Thread.interrupted();
      try {
        await(Door.FOR_EVER);
      } catch (InterruptedException e) {
        // It returns as if woken for no reason, which a condition may: a signal that went to nobody meanwhile must not be waited for.
        interrupted = true;
      }
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }

    @Override
    public void signal() {
      lock.ask(new LockState.Signal(number, false));
    }

    @Override
    public void signalAll() {
      lock.ask(new LockState.Signal(number, true));
    }

    private boolean await(long nanos) throws InterruptedException {
      // With no time at all it gives the lock away and takes it back, as it should.
      boolean signalled = lock.await(new LockState.Await(number), Math.max(1, nanos), false);
      if (!signalled && Thread.interrupted()) {
        throw new InterruptedException("interrupted while waiting for a condition");
      }
      return signalled;
    }

    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof ConditionProxy that && that.lock.equals(lock) && that.number == number;
    }

    @Override
    public int hashCode() {
      return 31 * lock.hashCode() + number;
    }
  }
}
