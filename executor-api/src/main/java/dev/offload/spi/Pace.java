package dev.offload.spi;

import java.util.concurrent.TimeUnit;

/**
 * How long the tasks of one worker take, and so how many it should have at hand: enough that the next one is there when one ends, and no
 * more, because what waits with one worker another cannot take. The dispatcher guards it.
 */
final class Pace {
  /** How much work a worker should have at hand: several times what it takes to bring more. */
  private static final long AHEAD_NANOS = TimeUnit.MICROSECONDS.toNanos(250);
  private static final int MAX_WINDOW = 128;
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
    return (int) Math.max(1, Math.min(MAX_WINDOW, AHEAD_NANOS / Math.max(1, meanNanos)));
  }
}
