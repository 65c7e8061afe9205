package dev.offload.spi;

import com.google.common.util.concurrent.MoreExecutors;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/** Says that the work behind a task has really ended (rule K6). No work stands behind it itself, so cancelling it does nothing. */
final class Stopped extends Promise<@Nullable Void> {
  private final String name;
  // Null once it has happened.
  private @Nullable Executor callbacks;

  Stopped(String name, Executor callbacks, long submittedNanos) {
    super(submittedNanos);
    this.name = name;
    this.callbacks = callbacks;
  }

  void tryEnd() {
    trySucceed(null);
    callbacks = null;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  Executor callbacks() {
    Executor current = callbacks;
    return current == null ? MoreExecutors.directExecutor() : current;
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
