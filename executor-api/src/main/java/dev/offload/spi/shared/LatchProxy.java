package dev.offload.spi.shared;

import dev.offload.shared.Latch;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * A latch that lives elsewhere.
 *
 * @param handle which it is
 */
record LatchProxy(Handle handle) implements Latch {
  @Override
  public void countDown() {
    handle.ask(new GateState.CountDown());
  }

  @Override
  public long count() {
    return handle.ask(new GateState.Count());
  }

  @Override
  public void await() throws InterruptedException {
    handle.await(new GateState.Await());
  }

  @Override
  public boolean await(Duration timeout) throws InterruptedException {
    return handle.await(new GateState.Await(), TimeUnit.NANOSECONDS.convert(timeout), false);
  }
}
