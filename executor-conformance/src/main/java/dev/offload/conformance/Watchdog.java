package dev.offload.conformance;

import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Watches one test: prints all stacks and interrupts it, again and again, once it has run far too long. */
final class Watchdog implements AutoCloseable {
  /** How long a test may run. The longest takes seconds, a busy machine may need ten times as long; the long forms take minutes. */
  static final Duration LIMIT = Extent.current() == Extent.SOAK ? Duration.ofHours(1) : Duration.ofMinutes(4);
  private static final Duration AGAIN = Duration.ofSeconds(10);

  private final Thread watched;
  private final String test;
  private final Duration limit;
  private final CountDownLatch ended = new CountDownLatch(1);
  private final Thread thread = new Thread(this::run, "conformance-watchdog");
  private volatile boolean hasBitten;

  private Watchdog(Thread watched, String test, Duration limit) {
    this.watched = watched;
    this.test = test;
    this.limit = limit;
  }

  static Watchdog over(Thread watched, String test, Duration limit) {
    Watchdog watchdog = new Watchdog(watched, test, limit);
    watchdog.thread.setDaemon(true);
    watchdog.thread.start();
    return watchdog;
  }

  /** What a test does. */
  interface Body {
    Object proceed() throws Throwable;
  }

  /** Runs the test in the calling thread, and fails it if it had to be interrupted. */
  void watch(Body body) throws Throwable {
    try {
      body.proceed();
    } catch (Throwable e) {
      if (hasBitten) {
        throw hung(e);
      }
      throw e;
    }
    if (hasBitten) {
      throw hung(null);
    }
  }

  /** Ends the watch. The interrupt flag of the test does not go on to the next one. */
  @Override
  public void close() {
    ended.countDown();
    boolean joined = false;
    while (!joined) {
      try {
        thread.join();
        joined = true;
      } catch (InterruptedException e) {
        // The test's own flag, or a bite at the last moment; the watchdog ends at once all the same.
      }
    }
    Thread.interrupted();
  }

  private AssertionError hung(Throwable cause) {
    return new AssertionError(test + " ran longer than " + limit.toSeconds() + " s; all stacks are in the output", cause);
  }

  private void run() {
    try {
      Duration left = limit;
      while (!ended.await(left.toMillis(), TimeUnit.MILLISECONDS)) {
        hasBitten = true;
        System.err.println(test + " hangs. All stacks:\n" + stacks());
        watched.interrupt();
        left = AGAIN;
      }
    } catch (InterruptedException e) {
      // Nobody interrupts it; if somebody did, the test goes on unwatched.
      Thread.currentThread().interrupt();
    }
  }

  private static String stacks() {
    StringBuilder text = new StringBuilder();
    for (Map.Entry<Thread, StackTraceElement[]> entry : Thread.getAllStackTraces().entrySet()) {
      text.append(entry.getKey()).append(' ').append(entry.getKey().getState()).append('\n');
      Arrays.stream(entry.getValue()).forEach(frame -> text.append("    at ").append(frame).append('\n'));
    }
    return text.toString();
  }
}
