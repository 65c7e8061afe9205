package dev.offload.spi;

import dev.offload.TaskFuture;
import java.util.concurrent.Executor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A listener that the user added to a future (rules L1, L2). */
final class UserListener extends Watcher {
  private static final Logger LOGGER = LoggerFactory.getLogger(UserListener.class);

  private final Runnable listener;
  private final Executor executor;

  UserListener(Runnable listener, Executor executor) {
    this.listener = listener;
    this.executor = executor;
  }

  @Override
  boolean runsUserCode() {
    return true;
  }

  @Override
  void onDone(TaskFuture<?> done) {
    try {
      executor.execute(listener);
    } catch (Throwable e) {
      // Rule L2: whatever a listener throws must not keep later listeners from running.
      LOGGER.error("a listener of {} threw", done.name(), e);
    }
  }
}
