package dev.offload.spi;

import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Does things later, on one thread that exists only once something was asked for. What it does must not block. */
final class Alarm {
  private static final Logger LOGGER = LoggerFactory.getLogger(Alarm.class);

  private final OwnedThreads owned;

  // Guarded by this.
  private @Nullable ScheduledThreadPoolExecutor pool;
  private boolean closed;

  Alarm(OwnedThreads owned) {
    this.owned = owned;
  }

  /** After {@link #close} nothing is done any more. */
  synchronized Future<?> schedule(Duration delay, Runnable action) {
    if (pool == null) {
      pool = new ScheduledThreadPoolExecutor(1, body -> owned.create("alarm", body));
      pool.setRemoveOnCancelPolicy(true);
      pool.setRejectedExecutionHandler((late, executor) -> { });
      if (closed) {
        pool.shutdownNow();
      }
    }
    return pool.schedule(() -> runLogged(action), TimeUnit.NANOSECONDS.convert(delay), TimeUnit.NANOSECONDS);
  }

  synchronized void close() {
    closed = true;
    if (pool != null) {
      pool.shutdownNow();
    }
  }

  private static void runLogged(Runnable action) {
    try {
      action.run();
    } catch (RuntimeException e) {
      LOGGER.error("an alarm failed", e);
    }
  }
}
