package dev.offload.spi.shared;

import dev.offload.shared.SharedSemaphore;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * A semaphore that lives elsewhere.
 *
 * @param handle which it is
 */
record SemaphoreProxy(Handle handle) implements SharedSemaphore {
  @Override
  public void acquire() throws InterruptedException {
    handle.await(new SemaphoreState.Acquire());
  }

  @Override
  public boolean tryAcquire() {
    return handle.tryNow(new SemaphoreState.Acquire(), false);
  }

  @Override
  public boolean tryAcquire(Duration timeout) throws InterruptedException {
    return handle.await(new SemaphoreState.Acquire(), TimeUnit.NANOSECONDS.convert(timeout), false);
  }

  @Override
  public void release() {
    handle.ask(new SemaphoreState.Release());
  }

  @Override
  public int availablePermits() {
    return handle.ask(new SemaphoreState.Available());
  }
}
