package dev.offload.spi.shared;

import com.google.common.base.Throwables;
import dev.offload.UpdateFailedException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** Where the thread that asks waits for the answer; it is the thread that makes this. Answered once, by any thread. */
public final class Reply {
  private final Thread asking = Thread.currentThread();
  private @Nullable Object answer;
  private @Nullable Throwable failure;
  private volatile boolean here;

  /** Here is the answer. */
  public void succeed(@Nullable Object with) {
    answer = with;
    tell();
  }

  /** There is none, and this is why. */
  public void fail(Throwable with) {
    failure = with;
    tell();
  }

  /**
   * Waits for so long, and then takes the request back by {@code withdrawal}; where that is false it waits on.
   *
   * @return the answer; {@link Request#WAIT} if the time ran out
   * @throws InterruptedException if the thread was interrupted, and the request could be taken back
   */
  public @Nullable Object await(long timeoutNanos, BooleanSupplier withdrawal) throws InterruptedException {
    if (!isHereWithin(timeoutNanos) && withdrawal.getAsBoolean()) {
      if (Thread.interrupted()) {
        throw new InterruptedException("interrupted while waiting for a shared object");
      }
      return Request.WAIT;
    }
    return await();
  }

  /** Waits, whatever interrupts come. */
  public @Nullable Object await() {
    boolean interrupted = false;
    while (!here) {
      LockSupport.park(this);
      interrupted |= Thread.interrupted();
    }
    if (interrupted) {
      asking.interrupt();
    }
    if (failure != null) {
      rethrow(failure);
    }
    return answer;
  }

  /** Throws it: as it is, or as the cause of one that need not be declared. */
  public static void rethrow(Throwable failure) {
    Throwables.throwIfUnchecked(failure);
    throw new UpdateFailedException(failure);
  }

  private boolean isHereWithin(long nanos) {
    long start = System.nanoTime();
    while (!here) {
      long left = nanos - (System.nanoTime() - start);
      if (left <= 0 || asking.isInterrupted()) {
        return false;
      }
      LockSupport.parkNanos(this, left);
    }
    return true;
  }

  private void tell() {
    here = true;
    LockSupport.unpark(asking);
  }

}
