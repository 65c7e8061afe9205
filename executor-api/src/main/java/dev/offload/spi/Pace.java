package dev.offload.spi;

import java.util.concurrent.TimeUnit;

/**
 * How long the tasks of one worker take, and so how many it should have at hand: enough that the next one is there when one ends, and no
 * more, because what waits with one worker another cannot take. The dispatcher guards it.
 */
final class Pace {
  /** How much work a worker should have at hand: several times what it takes to bring more. */
  private static final long AHEAD_NANOS = TimeUnit.MICROSECONDS.toNanos(250);
  /** Less work than this another worker has hardly begun when it is done: several times what it takes to wake it. */
  private static final long SHARED_NANOS = TimeUnit.MICROSECONDS.toNanos(100);
  private static final int MAX_WINDOW = 128;
  /** Elements of a chunk are brought and taken back many at a time, so that more of them cost no more. */
  private static final int ELEMENTS_FACTOR = 4;
  private static final int MAX_ELEMENTS = 8192;
  /** A longer task says no more than this: one hiccup of a JVM must not count for long. */
  private static final long LONGEST_NANOS = 4 * AHEAD_NANOS;

  private long meanNanos = LONGEST_NANOS;

  /** A task took so long. A longer one counts for more than a shorter one: too many at hand is worse than too few. */
  void ran(long nanos) {
    long change = Math.max(0, Math.min(nanos, LONGEST_NANOS)) - meanNanos;
    meanNanos += change > 0 ? change / 2 : change / 4;
  }

  /** The worker is at a task that does not end. */
  void stuck() {
    meanNanos = LONGEST_NANOS;
  }

  /** How many tasks the worker should have, 1 to 128. */
  int window() {
    return window(AHEAD_NANOS, MAX_WINDOW);
  }

  /** How many elements of chunks the worker should have, 1 to 8192. */
  int elementWindow() {
    return Math.max(window(), window(ELEMENTS_FACTOR * AHEAD_NANOS, MAX_ELEMENTS));
  }

  /** How many tasks it is not worth while to share with another worker, 1 to 8192. */
  int leastShare() {
    return window(SHARED_NANOS, MAX_ELEMENTS);
  }

  private int window(long aheadNanos, int max) {
    return (int) Math.max(1, Math.min(max, aheadNanos / Math.max(1, meanNanos)));
  }
}
