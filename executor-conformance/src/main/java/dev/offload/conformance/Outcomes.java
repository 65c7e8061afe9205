package dev.offload.conformance;

import static dev.offload.conformance.ContractSubject.PATIENCE;
import static dev.offload.conformance.Eventually.eventually;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.offload.TaskFuture;
import dev.offload.TaskStatus;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** How futures ended, asked for without the danger of waiting for ever. */
public final class Outcomes {
  private Outcomes() {}

  /** The value. A future that fails, or does not end in time, fails the test. */
  public static <T> T valueOf(Future<T> future) {
    try {
      return future.get(PATIENCE.toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException | ExecutionException | CancellationException | TimeoutException e) {
      throw new AssertionError("no value in " + future, e);
    }
  }

  /** The values, as {@link #valueOf} has each. */
  public static <T> List<T> valuesOf(Iterable<? extends Future<? extends T>> futures) {
    List<T> values = new ArrayList<>();
    for (Future<? extends T> future : futures) {
      values.add(valueOf(future));
    }
    return values;
  }

  /** What the task threw, which has to be a {@code type}. */
  public static <X extends Throwable> X failureOf(Class<X> type, Future<?> future) {
    ExecutionException thrown = assertThrows(ExecutionException.class,
        () -> future.get(PATIENCE.toNanos(), TimeUnit.NANOSECONDS), () -> "a failure was due in " + future);
    return assertInstanceOf(type, thrown.getCause());
  }

  /** Fails unless the future is cancelled. */
  static void assertCancelled(Future<?> future) {
    assertThrows(CancellationException.class, () -> future.get(PATIENCE.toNanos(), TimeUnit.NANOSECONDS),
        () -> "a cancellation was due in " + future);
  }

  static void awaitStatus(TaskStatus status, TaskFuture<?> future) {
    eventually(() -> future.status() == status, () -> status + " of " + future);
  }

  static void awaitDone(Iterable<? extends Future<?>> futures) {
    for (Future<?> future : futures) {
      eventually(future::isDone, () -> "the end of " + future);
    }
  }

  /** Fails where the future is done before the time is up. */
  static void assertNotDoneWithin(Duration time, Future<?> future) {
    assertThrows(TimeoutException.class, () -> future.get(time.toNanos(), TimeUnit.NANOSECONDS), () -> "too early: " + future);
  }

  /** Waits until the work itself has ended, whatever became of the future. */
  static void awaitStopped(TaskFuture<?> future) {
    eventually(() -> future.stopped().isDone(), () -> "the end of the work of " + future);
  }

  /** The message, which must not be missing. */
  public static String messageOf(Throwable failure) {
    String message = failure.getMessage();
    if (message == null) {
      throw new AssertionError("no message in " + failure.getClass(), failure);
    }
    return message;
  }

  /** Fails, with the whole text, unless each of {@code parts} occurs in it. */
  public static void assertMentions(String text, Object... parts) {
    for (Object part : parts) {
      if (!text.contains(part.toString())) {
        throw new AssertionError("\"" + part + "\" is missing in: " + text);
      }
    }
  }
}
