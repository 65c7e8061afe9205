package dev.offload.cluster;

import static dev.offload.conformance.ContractSubject.PATIENCE;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;

/** Waiting for what has to happen, without the danger of waiting for ever. */
final class Ends {
  private static final Duration POLL = Duration.ofMillis(10);

  private Ends() {}

  /** Waits until {@code condition} holds; {@code what} says what was waited for, where it does not. */
  static void eventually(Callable<Boolean> condition, Supplier<String> what) {
    try {
      Awaitility.await().atMost(PATIENCE).pollDelay(Duration.ZERO).pollInterval(POLL).pollInSameThread().until(condition);
    } catch (ConditionTimeoutException e) {
      throw new AssertionError("waited " + PATIENCE + " in vain for: " + what.get(), e);
    }
  }

  /** The value. A future that fails, or does not end in time, fails the test. */
  static <T> T valueOf(Future<T> future) {
    try {
      return future.get(PATIENCE.toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException | ExecutionException | CancellationException | TimeoutException e) {
      throw new AssertionError("no value in " + future, e);
    }
  }

  static <T> List<T> valuesOf(Iterable<? extends Future<? extends T>> futures) {
    List<T> values = new ArrayList<>();
    for (Future<? extends T> future : futures) {
      values.add(valueOf(future));
    }
    return values;
  }

  /** What the task threw, which has to be a {@code type}. */
  static <X extends Throwable> X failureOf(Class<X> type, Future<?> future) {
    ExecutionException thrown = assertThrows(ExecutionException.class,
        () -> future.get(PATIENCE.toNanos(), TimeUnit.NANOSECONDS), () -> "a failure was due in " + future);
    return assertInstanceOf(type, thrown.getCause());
  }

  /** Fails, with the whole text, unless each of {@code parts} occurs in what the failure says. */
  static void assertMentions(Throwable failure, Object... parts) {
    for (Object part : parts) {
      if (!String.valueOf(failure.getMessage()).contains(part.toString())) {
        throw new AssertionError("\"" + part + "\" is missing in: " + failure.getMessage(), failure);
      }
    }
  }
}
