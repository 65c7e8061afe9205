package dev.offload.spi;

import com.google.common.util.concurrent.MoreExecutors;
import dev.offload.RetryOn;
import dev.offload.TaskFuture;
import dev.offload.TaskOptions;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * A task on its way, which is the user's future too: what a {@link Worker} gets to run. The dispatcher moves it, and the worker reports on
 * it through the methods of {@link Worker}. When its work has ended it knows nothing but its outcome, its times, its name and where it was
 * submitted (rule R7).
 *
 * @param <T> what the task returns
 */
public final class Job<T extends @Nullable Object> extends Promise<T> {
  private final long id;
  private final TaskOptions options;
  private final SubmitSite site;
  // Null once the work has ended. Who finds them a moment later finds a job that is done.
  private @Nullable Dispatcher dispatcher;
  private @Nullable Object payload;

  // Guarded by the dispatcher; worker may be read without it.
  volatile @Nullable Worker worker;
  volatile boolean begun;
  /** Its worker has ended it and said nothing yet, see {@link Worker#succeededAhead}. Set by the worker's thread. */
  volatile boolean endedAhead;
  private @Nullable Elements<T> elements;
  @Nullable Job<?> previous;
  @Nullable Job<?> next;
  boolean queued;
  boolean recalled;

  Job(long id, Dispatcher dispatcher, TaskOptions options, SubmitSite site, long submittedNanos) {
    super(submittedNanos);
    this.id = id;
    this.dispatcher = dispatcher;
    this.options = options;
    this.site = site;
  }

  /** The task's number: unique in its executor, in order of submission. */
  public long id() {
    return id;
  }

  /** The name from the task's options, or {@code task-} and its number. */
  @Override
  public String name() {
    return options.name().orElseGet(() -> "task-" + id);
  }

  /** The name from the task's options. */
  public Optional<String> givenName() {
    return options.name();
  }

  /** The number of the attempt that is under way: 1 at first. */
  public int attempt() {
    return earlierAttempts() + 1;
  }

  /** What {@link AbstractTaskExecutor#encode} made of the task. Do not keep it: it is dropped when the task is done (rule R7). */
  public Object payload() {
    return Objects.requireNonNull(payload, "the task is done");
  }

  /** The elements of a map that this job stands for; null if it is one task. Only where {@link AbstractTaskExecutor#newChunk} makes any. */
  public @Nullable Elements<T> elements() {
    return elements;
  }

  @Override
  Executor callbacks() {
    Dispatcher current = dispatcher;
    return current == null ? MoreExecutors.directExecutor() : current.callbacks();
  }

  @Override
  boolean recall() {
    Dispatcher current = dispatcher;
    return current == null || current.recall(this);
  }

  @Override
  void cancelled(boolean wasBegun) {
    Dispatcher current = dispatcher;
    if (wasBegun && current != null) {
      current.onStop(this);
    } else {
      workEnded();
    }
  }

  @Override
  boolean hasWorkEnded() {
    return dispatcher == null;
  }

  @Override
  void dropWork() {
    dispatcher = null;
    payload = null;
  }

  /** Ahead of its being handed in: it is many tasks, which end with it at the latest. */
  void standsFor(Elements<T> many) {
    elements = many;
    watch(new Watcher() {
      @Override
      void onDone(TaskFuture<?> done) {
        many.settleRest(Job.this);
      }
    });
  }

  /** How many tasks it is. */
  int tasks() {
    return elements == null ? 1 : elements.count();
  }

  /** How many of its tasks have not ended. */
  int tasksLeft() {
    return elements == null ? 1 : elements.to() - elements.firstOpen();
  }

  /** It goes to a worker now. */
  void offered() {
    if (elements != null) {
      elements.offer();
    }
  }

  /** How many of its elements a worker of this JVM has begun. */
  int elementsBegunHere() {
    return elements == null ? 0 : elements.begunHere();
  }

  /** Leaves its first tasks to a job of their own; null if none of them is to be run any more. */
  @Nullable Job<T> splitFirst(int count) {
    Elements<T> all = Objects.requireNonNull(elements);
    int at = all.from() + count;
    Job<T> first = part(all, all.from(), at);
    if (first != null) {
      all.beginAt(at);
    }
    return first;
  }

  /** Leaves its last tasks, from index {@code at} on, to a job of their own; null if none of them is to be run any more. */
  @Nullable Job<T> splitLast(int at) {
    Elements<T> all = Objects.requireNonNull(elements);
    Job<T> last = at < all.to() ? part(all, at, all.to()) : null;
    all.endAt(Math.min(at, all.to()));
    return last;
  }

  private @Nullable Job<T> part(Elements<T> all, int from, int to) {
    Dispatcher current = dispatcher;
    if (current == null) {
      return null;
    }
    Job<T> part = new Job<>(all.chunk().number(from), current, options, site, submittedNanos());
    part.standsFor(all.part(from, to));
    part.payload = payload;
    if (extrasIfAny() != null) {
      part.extras().lostBeforeBegun = extras().lostBeforeBegun;
    }
    return all.chunk().tryAdd(part) ? part : null;
  }

  boolean isFixed() {
    return elements != null && elements.isFixed();
  }

  /** It need not stay together: it was called back once. */
  void loosen() {
    if (elements != null) {
      elements.loosen();
    }
  }

  int priority() {
    return options.priority();
  }

  void payload(Object encoded) {
    payload = encoded;
  }

  /** It is to be tried once more. */
  void beginAnew() {
    extras().earlierAttempts++;
    begun = false;
  }

  /** It has lost a worker that had not begun it; returns how many times that is. */
  int lostBeforeBegun() {
    return ++extras().lostBeforeBegun;
  }

  /** A worker has begun the task, at {@code nanos} by {@link Clock}. It may be RUNNING already where this is a further attempt. */
  boolean begin(long nanos) {
    if (options.retries() > 0) {
      // Now: when it has failed, for want of memory perhaps, there must be room to count that.
      extras();
    }
    beganAt(nanos);
    // Not only where the arrow was taken here: a cancel that found the task begun may have taken it first.
    Dispatcher current = dispatcher;
    if (options.timeout().isPresent() && current != null && extras().deadline == null) {
      extras().deadline = new Deadline(this, current, options.timeout().get()).start();
    }
    return !isDone();
  }

  /** A worker began the task so long ago, and it has ended, or its worker has. */
  void beganAgo(long nanos) {
    beganAt(Clock.nanos() - nanos);
  }

  private int earlierAttempts() {
    Extras extras = extrasIfAny();
    return extras == null ? 0 : extras.earlierAttempts;
  }

  private void beganAt(long nanos) {
    if (earlierAttempts() > 0) {
      extras().laterBegunNanos = nanos;
    }
    // Ahead of the status: who sees that it runs can take its elements back.
    begun = true;
    tryStart(nanos);
  }

  /** For how long it has run, or how long ago it would have begun had it said so. */
  long ranNanos() {
    Extras extras = extrasIfAny();
    long began = extras == null || extras.laterBegunNanos == Clock.NEVER ? startedNanos() : extras.laterBegunNanos;
    return Clock.nanos() - began;
  }

  boolean mayTryAgain(RetryOn because) {
    return earlierAttempts() < options.retries() && options.retryOn().compareTo(because) >= 0 && !isDone();
  }

  void succeed(T value) {
    succeed(value, Clock.nanos());
  }

  /** It has succeeded at {@code nanos} by {@link Clock}. */
  void succeed(T value, long nanos) {
    trySucceedAtEnd(value, nanos);
  }

  /** Its elements have their outcomes. */
  void end() {
    trySucceedAtEnd(null, Clock.nanos());
  }

  /** Fails, and goes on until it is stopped. */
  boolean tryFailRunning(Throwable failure) {
    return tryFail(Failures.forFuture(failure, name(), site));
  }

  void fail(Throwable failure) {
    Throwable own;
    try {
      own = Failures.forFuture(failure, name(), site);
    } catch (Throwable e) {
      // Of want of memory: as it is, it says enough.
      own = failure;
    }
    try {
      tryFail(own);
    } finally {
      workEnded();
    }
  }

  /** What messages call it: {@code task "name"}. */
  public String describe() {
    return "task \"" + name() + "\"";
  }

  /** Which attempt is under way, and for how long: {@code attempt 2, for 1.5 s}. */
  String describeAttempt() {
    return begun
        ? String.format(Locale.ROOT, "attempt %d, for %.3f s", attempt(), ranNanos() / 1e9)
        : "attempt " + attempt() + ", not begun";
  }
}
