package dev.offload.spi;

import com.google.common.base.Throwables;
import dev.offload.TaskOptions;
import dev.offload.spi.Chunk.Origin;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Gathers the elements of one map into chunks, and hands these in (rule M4): the first element at once, so that a worker gets to know; then
 * as many as come within a moment, because no worker runs out of them so soon. An input that makes its reader wait does not keep back what
 * it gave before: an alarm hands it in. For the thread that maps.
 */
final class Feed<T extends @Nullable Object> {
  static final int MAX_ELEMENTS = 2048;
  /** For how long elements are gathered: many of the smallest ones, and little beside the time that it takes to bring them to a worker. */
  private static final long GATHER_NANOS = TimeUnit.MICROSECONDS.toNanos(250);
  private static final Duration STALL = Duration.ofMillis(2);
  /** Up to so many each asks the time; then each sixteenth does. */
  private static final int FEW = 16;

  private final Submitter submitter;
  private final TaskOptions options;
  private final Outstanding<T> outstanding;
  private final boolean gathers;
  private final boolean fixed;
  private final int limit;

  private final ReentrantLock lock = new ReentrantLock();
  // Guarded by lock.
  private @Nullable ChunkPayload payload;
  private @Nullable Origin<T> origin;
  private int size;
  private long beganNanos;
  private boolean handedIn;
  private boolean alarmIsSet;
  private @Nullable Throwable trouble;

  /** {@code chunkSize} is how many are to travel together; 0 leaves it to this and to what the workers make of them. */
  Feed(Submitter submitter, TaskOptions options, Outstanding<T> outstanding, int chunkSize) {
    this.submitter = submitter;
    this.options = options;
    this.outstanding = outstanding;
    this.gathers = chunkSize != 1 && submitter.gathers(options);
    this.fixed = chunkSize > 0;
    this.limit = fixed ? Math.min(chunkSize, MAX_ELEMENTS) : MAX_ELEMENTS;
  }

  /** One element more, which is handed in by {@link #flush} at the latest. */
  void add(TaskCall<T> call) {
    lock.lock();
    try {
      rethrow();
      if (gathers) {
        gather(call);
      } else {
        handInAlone(call, originOf(call));
      }
    } finally {
      lock.unlock();
    }
  }

  /** Hands in what was gathered. */
  void flush() {
    lock.lock();
    try {
      rethrow();
      handIn();
    } finally {
      lock.unlock();
    }
  }

  /** Drops what was gathered. */
  void discard() {
    lock.lock();
    try {
      forget();
    } finally {
      lock.unlock();
    }
  }

  private void gather(TaskCall<T> call) {
    if (joins(call)) {
      size++;
    } else {
      handIn();
      begin(call);
    }
    if (size > 0 && isDue()) {
      handIn();
    } else if (size > 0 && !alarmIsSet) {
      setAlarm();
    }
  }

  private boolean joins(TaskCall<T> call) {
    try {
      return payload != null && payload.tryAdd(call);
    } catch (Throwable e) {
      // It is tried again as the first of a chunk, and fails there.
      return false;
    }
  }

  private void begin(TaskCall<T> call) {
    Origin<T> common = originOf(call);
    ChunkPayload first;
    try {
      first = submitter.newPayload(call);
    } catch (Throwable e) {
      // Rule C5: it fails at its own place, and nothing else does.
      outstanding.add(submitter.failedChunk(common, e));
      return;
    }
    if (first == null) {
      handInAlone(call, common);
    } else {
      payload = first;
      origin = common;
      size = 1;
    }
  }

  private Origin<T> originOf(TaskCall<T> call) {
    beganNanos = Clock.nanos();
    return new Origin<>(options, submitter.siteOf(call, beganNanos), outstanding::onSettled);
  }

  private boolean isDue() {
    if (size >= limit) {
      return true;
    }
    boolean asks = !fixed && (size <= FEW || size % FEW == 0);
    return asks && (!handedIn || Clock.nanos() - beganNanos > GATHER_NANOS);
  }

  private void handIn() {
    ChunkPayload gathered = payload;
    Origin<T> common = origin;
    if (gathered == null || common == null) {
      return;
    }
    Chunk<T> chunk = submitter.newChunk(size, common);
    forget();
    handedIn = true;
    enter(chunk, () -> submitter.submit(chunk, gathered, common, fixed));
  }

  private void handInAlone(TaskCall<T> call, Origin<T> common) {
    Chunk<T> chunk = submitter.newChunk(1, common);
    enter(chunk, () -> submitter.submit(chunk, call, common));
  }

  /** Ahead of its being handed in: it may be done before that returns. */
  private void enter(Chunk<T> chunk, Runnable submission) {
    outstanding.add(chunk);
    try {
      submission.run();
    } catch (RuntimeException | Error e) {
      // Nobody would take what comes of it.
      submitter.cancel(List.of(chunk));
      outstanding.withdraw(chunk);
      throw e;
    }
  }

  private void forget() {
    if (payload != null) {
      payload.filled();
    }
    payload = null;
    origin = null;
    size = 0;
  }

  private void setAlarm() {
    alarmIsSet = true;
    submitter.schedule(STALL, this::onAlarm);
  }

  /** The thread that maps may be in the middle of an element. Then it goes on by itself; else it waits for its input. */
  private void onAlarm() {
    if (!lock.tryLock()) {
      submitter.schedule(STALL, this::onAlarm);
      return;
    }
    try {
      alarmIsSet = false;
      handIn();
    } catch (Throwable e) {
      trouble = e;
    } finally {
      lock.unlock();
    }
  }

  private void rethrow() {
    Throwable met = trouble;
    trouble = null;
    if (met != null) {
      Throwables.throwIfUnchecked(met);
      throw new IllegalStateException("elements could not be handed in", met);
    }
  }
}
