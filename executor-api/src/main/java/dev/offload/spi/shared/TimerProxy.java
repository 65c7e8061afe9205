package dev.offload.spi.shared;

import dev.offload.shared.SharedTimer;

/**
 * A timer that lives elsewhere.
 *
 * @param handle which it is
 */
record TimerProxy(Handle handle) implements SharedTimer {
  @Override
  public boolean cancel() {
    return handle.ask(new TimerState.Cancel());
  }

  @Override
  public boolean isPending() {
    return handle.ask(new TimerState.IsPending());
  }
}
