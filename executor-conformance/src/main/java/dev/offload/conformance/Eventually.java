package dev.offload.conformance;

import static dev.offload.conformance.ContractSubject.PATIENCE;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;

/** Waiting for what has to happen. */
public final class Eventually {
  private static final Duration POLL = Duration.ofMillis(2);

  private Eventually() {}

  /** Waits until {@code condition} holds; {@code what} says what was waited for, where it does not. */
  public static void eventually(Callable<Boolean> condition, Supplier<String> what) {
    eventually(condition, what, POLL);
  }

  /** As {@link #eventually(Callable, Supplier)}, looking less often. */
  public static void eventually(Callable<Boolean> condition, Supplier<String> what, Duration poll) {
    try {
      Awaitility.await().atMost(PATIENCE).pollDelay(Duration.ZERO).pollInterval(poll).pollInSameThread().until(condition);
    } catch (ConditionTimeoutException e) {
      throw new AssertionError("waited " + PATIENCE + " in vain for: " + what.get(), e);
    }
  }

  /** Waits until {@code condition} holds. */
  static void eventually(Callable<Boolean> condition, String what) {
    eventually(condition, () -> what, POLL);
  }
}
