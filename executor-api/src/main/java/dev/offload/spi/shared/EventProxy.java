package dev.offload.spi.shared;

import dev.offload.shared.Event;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * An event that lives elsewhere.
 *
 * @param handle which it is
 */
record EventProxy(Handle handle) implements Event {
  static final int DOWN = 1;
  private static final int UP = 0;

  @Override
  public void set() {
    handle.ask(new GateState.Set(UP));
  }

  @Override
  public void clear() {
    handle.ask(new GateState.Set(DOWN));
  }

  @Override
  public boolean isSet() {
    return handle.ask(new GateState.Count()) == UP;
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
