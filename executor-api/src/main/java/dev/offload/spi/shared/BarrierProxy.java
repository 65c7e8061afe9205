package dev.offload.spi.shared;

import dev.offload.shared.Barrier;
import java.time.Duration;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A barrier that lives elsewhere.
 *
 * @param handle which it is
 */
record BarrierProxy(Handle handle) implements Barrier {
  private static final int MISSED = -2;

  @Override
  public int parties() {
    return handle.ask(new BarrierState.Parties());
  }

  @Override
  public int waiting() {
    return handle.ask(new BarrierState.Waiting());
  }

  @Override
  public int await() throws InterruptedException, BrokenBarrierException {
    return await(Door.FOR_EVER);
  }

  @Override
  public int await(Duration timeout) throws InterruptedException, BrokenBarrierException, TimeoutException {
    // With no time at all it comes, and breaks the barrier, as it should.
    int missing = await(Math.max(1, TimeUnit.NANOSECONDS.convert(timeout)));
    if (missing == MISSED) {
      throw new TimeoutException("the others did not come to the barrier within " + timeout.toMillis() + " ms");
    }
    return missing;
  }

  @Override
  public boolean isBroken() {
    return handle.ask(new BarrierState.IsBroken());
  }

  @Override
  public void reset() {
    handle.ask(new BarrierState.Break(true));
  }

  @Override
  public void abort() {
    handle.ask(new BarrierState.Break(false));
  }

  private int await(long nanos) throws InterruptedException, BrokenBarrierException {
    if (Thread.currentThread().isInterrupted()) {
      // The others must not wait for one who does not come.
      abort();
    }
    int missing = handle.await(new BarrierState.Await(), nanos, MISSED);
    if (missing == BarrierState.Await.BROKEN) {
      throw new BrokenBarrierException("the barrier is broken: somebody left it, ended or reset it");
    }
    return missing;
  }
}
