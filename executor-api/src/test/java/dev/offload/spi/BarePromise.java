package dev.offload.spi;

import com.google.common.util.concurrent.MoreExecutors;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/** A promise without work. */
final class BarePromise<T extends @Nullable Object> extends Promise<T> {
  private final Executor callbacks;

  BarePromise() {
    this(MoreExecutors.directExecutor());
  }

  BarePromise(Executor callbacks) {
    super(0);
    this.callbacks = callbacks;
  }

  @Override
  public String name() {
    return "bare";
  }

  @Override
  Executor callbacks() {
    return callbacks;
  }

  @Override
  boolean recall() {
    return true;
  }

  @Override
  void cancelled(boolean begun) {}

  @Override
  void dropWork() {}

  @Override
  boolean hasWorkEnded() {
    return false;
  }
}
