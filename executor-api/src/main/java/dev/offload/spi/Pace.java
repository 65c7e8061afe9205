package dev.offload.spi;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * How long the tasks of one worker take, and so how many it should have at hand: enough that the next one is there when one ends, and no
 * more, because what waits with one worker another cannot take. The longer the way to it, the more that is, and the longer it is taken to
 * be at work though nothing is heard of it. The dispatcher guards it.
 */
final class Pace {
  /** How much work a worker on this machine should have at hand: several times what it takes to bring more. */
  private static final long AHEAD_NANOS = TimeUnit.MICROSECONDS.toNanos(250);
  /** Less work than this another worker has hardly begun when it is done: several times what it takes to wake it. */
  private static final long SHARED_NANOS = TimeUnit.MICROSECONDS.toNanos(100);
  /** So many times the way there and back is what waits with a worker further off, and how long it may be silent. */
  private static final int WAYS_AHEAD = 4;
  private static final int WAYS_SILENT = 20;
  private static final int MAX_WINDOW = 128;
  /** Elements of a chunk are brought and taken back many at a time, so that more of them cost no more. */
  private static final int ELEMENTS_FACTOR = 4;
  private static final int MAX_ELEMENTS = 8192;

  private final long aheadNanos;
  private final long sharedNanos;
  private final long silenceNanos;
  /** A longer task says no more than this: one hiccup of a JVM must not count for long. */
  private final long longestNanos;
  private long meanNanos;
  private long lastProgress;
  private long heardNanos;

  /** Of a worker to which it takes so long to bring a task and to hear of its end; 0 for one on this machine. */
  Pace(Duration way) {
    long wayNanos = way.toNanos();
    aheadNanos = Math.max(AHEAD_NANOS, WAYS_AHEAD * wayNanos);
    sharedNanos = Math.max(SHARED_NANOS, wayNanos);
    silenceNanos = WAYS_SILENT * wayNanos;
    longestNanos = ELEMENTS_FACTOR * aheadNanos;
    meanNanos = longestNanos;
  }

  /** A task took so long. A longer one counts for more than a shorter one: too many at hand is worse than too few. */
  void ran(long nanos) {
    long change = Math.max(0, Math.min(nanos, longestNanos)) - meanNanos;
    meanNanos += change > 0 ? change / 2 : change / 4;
  }

  /** The worker is at a task that does not end. */
  void stuck() {
    meanNanos = longestNanos;
  }

  /** It is known to be so far: a number that changes with whatever it does. */
  void heard(long progress, long nowNanos) {
    lastProgress = progress;
    heardNanos = nowNanos;
  }

  /** Tells whether nothing was heard of it for so long that it may well be at a task that does not end. */
  boolean isSilent(long progress, long nowNanos) {
    if (progress != lastProgress) {
      heard(progress, nowNanos);
      return false;
    }
    return nowNanos - heardNanos >= silenceNanos;
  }

  /** How many tasks the worker should have, 1 to 128. */
  int window() {
    return window(aheadNanos, MAX_WINDOW);
  }

  /** How many elements of chunks the worker should have, 1 to 8192. */
  int elementWindow() {
    return Math.max(window(), window(ELEMENTS_FACTOR * aheadNanos, MAX_ELEMENTS));
  }

  /** How many tasks it is not worth while to share with another worker, 1 to 8192. */
  int leastShare() {
    return window(sharedNanos, MAX_ELEMENTS);
  }

  private int window(long nanos, int max) {
    return (int) Math.max(1, Math.min(max, nanos / Math.max(1, meanNanos)));
  }
}
