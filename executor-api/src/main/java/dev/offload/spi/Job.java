package dev.offload.spi;

import dev.offload.Progress;
import dev.offload.RetryOn;
import dev.offload.TaskFuture;
import dev.offload.TaskOptions;
import dev.offload.TaskTimeoutException;
import java.time.Duration;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/**
 * A task on its way: what a {@link Worker} gets to run. The dispatcher moves it, the worker reports on it through the methods of
 * {@link Worker}, and its promise takes the outcome.
 *
 * @param <T> what the task returns
 */
public final class Job<T extends @Nullable Object> implements Work {
  private final long id;
  private final Dispatcher dispatcher;
  private final TaskOptions options;
  private final SubmitSite site;
  private final Promise<T> promise;
  private volatile @Nullable Future<?> deadline;
  private volatile @Nullable Object payload;

  // Guarded by the dispatcher; worker and attempt may be read without it.
  volatile @Nullable Worker worker;
  volatile int attempt = 1;
  volatile boolean begun;
  private volatile long begunNanos;
  int lostBeforeBegun;
  /** Its worker has ended it and said nothing yet, see {@link Worker#succeededAhead}. Set by the worker's thread. */
  volatile boolean endedAhead;
  private @Nullable Elements<T> elements;
  private boolean fixed;
  @Nullable Job<?> previous;
  @Nullable Job<?> next;
  boolean queued;
  boolean recalled;

  Job(long id, Dispatcher dispatcher, TaskOptions options, SubmitSite site, long submittedNanos) {
    this.id = id;
    this.dispatcher = dispatcher;
    this.options = options;
    this.site = site;
    this.promise = new Promise<>(id, options.name(), dispatcher.callbacks(), this, submittedNanos);
  }

  /** The task's number: unique in its executor, in order of submission. */
  public long id() {
    return id;
  }

  /** The name from the task's options, or {@code task-} and its number. */
  public String name() {
    return promise.name();
  }

  /** The name from the task's options. */
  public Optional<String> givenName() {
    return options.name();
  }

  /** The number of the attempt that is under way: 1 at first. */
  public int attempt() {
    return attempt;
  }

  /** What {@link AbstractTaskExecutor#encode} made of the task. Do not keep it: it is dropped when the task is done (rule R7). */
  public Object payload() {
    return Objects.requireNonNull(payload, "the task is done");
  }

  /** The elements of a map that this job stands for; null if it is one task. Only where {@link AbstractTaskExecutor#newChunk} makes any. */
  public @Nullable Elements<T> elements() {
    return elements;
  }

  /** Tells whether the task has its outcome already, by cancellation or time-out, so that its work is in vain. */
  public boolean isDone() {
    return promise.isDone();
  }

  /** Passes on what the task says of its progress. */
  public void progress(Progress progress) {
    promise.progress(progress);
  }

  @Override
  public boolean recall() {
    return dispatcher.recall(this);
  }

  @Override
  public void cancelled(boolean wasBegun) {
    if (wasBegun) {
      if (elements != null) {
        // Ahead of the interrupt: what that makes an element throw is no outcome of it.
        elements.settleRest(promise);
      }
      dispatcher.onStop(this);
    } else {
      workEnded();
    }
  }

  Promise<T> promise() {
    return promise;
  }

  /** Ahead of its being handed in: it is many tasks, which end with it at the latest. {@code asOne} says that they are not to be parted. */
  void standsFor(Elements<T> many, boolean asOne) {
    elements = many;
    fixed = asOne;
    promise.watch(new Watcher() {
      @Override
      void onDone(TaskFuture<?> done) {
        many.settleRest(promise);
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

  boolean isFixed() {
    return fixed;
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

  /** It need not stay together: it was called back once. */
  void loosen() {
    fixed = false;
  }

  private @Nullable Job<T> part(Elements<T> all, int from, int to) {
    Job<T> part = new Job<>(all.chunk().number(from), dispatcher, options, site, promise.submittedNanos());
    part.standsFor(new Elements<>(all.chunk(), from, to), fixed);
    part.payload = payload;
    part.lostBeforeBegun = lostBeforeBegun;
    return all.chunk().tryAdd(part) ? part : null;
  }

  int priority() {
    return options.priority();
  }

  void payload(Object encoded) {
    payload = encoded;
  }

  /** A worker has begun the task. The promise may be RUNNING already where this is a further attempt. */
  boolean begin() {
    beganAgo(0);
    // Not only where the arrow was taken here: a cancel that found the task begun may have taken it first.
    if (options.timeout().isPresent() && deadline == null && !promise.isDone()) {
      Duration timeout = options.timeout().get();
      deadline = dispatcher.alarm().schedule(timeout, () -> onTimeout(timeout));
    }
    return !promise.isDone();
  }

  /** A worker began the task so long ago, and it has ended, or its worker has. */
  void beganAgo(long nanos) {
    begunNanos = Clock.nanos() - nanos;
    begun = true;
    promise.tryStart(begunNanos);
  }

  /** For how long it has run, or how long ago it would have begun had it said so. */
  long ranNanos() {
    return Clock.nanos() - begunNanos;
  }

  boolean mayTryAgain(RetryOn because) {
    return attempt <= options.retries() && options.retryOn().compareTo(because) >= 0 && !promise.isDone();
  }

  void succeed(T value) {
    promise.trySucceed(value);
    workEnded();
  }

  /** Its elements have their outcomes. */
  void end() {
    promise.tryEnd();
    workEnded();
  }

  void fail(Throwable failure) {
    Throwable own;
    try {
      own = Failures.forFuture(failure, name(), site);
    } catch (Throwable e) {
      // Of want of memory: as it is, it says enough.
      own = failure;
    }
    promise.tryFail(own);
    workEnded();
  }

  /** Nothing works on the task any more, and nothing will. */
  void workEnded() {
    payload = null;
    Future<?> timer = deadline;
    if (timer != null) {
      timer.cancel(false);
    }
    promise.workEnded();
  }

  /** Which attempt is under way, and for how long: {@code attempt 2, for 1.5 s}. */
  String describeAttempt() {
    return begun
        ? String.format(Locale.ROOT, "attempt %d, for %.3f s", attempt, (Clock.nanos() - begunNanos) / 1e9)
        : "attempt " + attempt + ", not begun";
  }

  private void onTimeout(Duration timeout) {
    dispatcher.withStack(this, stack -> {
      if (promise.tryFail(Failures.forFuture(new TaskTimeoutException(describeTimeout(timeout, stack), timeout, stack), name(), site))) {
        dispatcher.onStop(this);
      }
    });
  }

  private String describeTimeout(Duration timeout, StackTraceElement[] stack) {
    Worker current = worker;
    return this + " ran longer than its time-out of " + timeout.toMillis() + " ms (" + describeAttempt() + ")"
        + (current == null ? "" : " on " + current.describe())
        + (stack.length == 0 ? "; where it was could not be found out" : "; it was at " + stack[0]);
  }

  @Override
  public String toString() {
    return "task \"" + name() + "\"";
  }
}
