package dev.offload.spi;

import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/** Says that the work behind a task has really ended (rule K6). No work stands behind it itself, so cancelling it does nothing. */
final class Stopped extends Promise<@Nullable Void> {
  private final String name;
  private final Executor callbacks;

  Stopped(String name, Executor callbacks, long submittedNanos) {
    super(submittedNanos);
    this.name = name;
    this.callbacks = callbacks;
  }

  void tryEnd() {
    trySucceed(null);
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  Executor callbacks() {
    return callbacks;
  }

  @Override
  boolean hasWorkEnded() {
    return true;
  }

  @Override
  void dropWork() {
    // There is none.
  }

  @Override
  boolean recall() {
    return true;
  }

  @Override
  void cancelled(boolean begun) {
    // Nothing is to be stopped.
  }
}
