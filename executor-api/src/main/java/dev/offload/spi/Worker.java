package dev.offload.spi;

import dev.offload.Action;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What runs tasks, one after another: a thread, a child JVM, a slot elsewhere. A backend extends it; the dispatcher tells it what to
 * do through the abstract methods, and it tells the dispatcher what happened through the final ones.
 *
 * <p>The abstract methods are called from any thread, never with a lock held, and must return soon. Between them and what happens at
 * the same time in the worker there is no order: {@link #interrupt} may come for a job that has just ended, and is then ignored.
 *
 * <pre>
 *   start -&gt; ready -&gt; ( run -&gt; [ began -&gt; succeeded | failed ] | skipped )*  -&gt; stop | kill -&gt; exited
 *         -&gt; exited                                    at any time                          -&gt; exited
 * </pre>
 */
public abstract class Worker {
  private static final Logger LOGGER = LoggerFactory.getLogger(Worker.class);
  private final WorkerStore store = new WorkerStore();
  private final int number;
  private volatile @Nullable Exit exit;
  private @Nullable Dispatcher dispatcher;

  /** What goes to {@link #run}. */
  final Deliveries deliveries = new Deliveries();

  // Guarded by the dispatcher.
  final ArrayDeque<Job<?>> assigned = new ArrayDeque<>();
  final Pace pace;
  Stage stage = Stage.STARTING;
  int load;
  int tasksTaken;
  long ended;
  boolean worn;
  long idleSinceNanos;

  // Of the worker's thread: when the last job ended, if the next one follows at once.
  private long aheadNanos = Clock.NEVER;

  /** Where a worker stands. Its arrows are the methods of {@link Crew}. */
  enum Stage { STARTING, IDLE, BUSY, RETIRING, KILLED, GONE }

  /** Makes a worker that does nothing yet; {@code number} counts the workers of one executor from 1. */
  protected Worker(int number) {
    this(number, Duration.ZERO);
  }

  /** Makes one further off: a job's way there and back takes about so long. It gets more elements at once, and may be silent longer. */
  protected Worker(int number, Duration way) {
    this.number = number;
    this.pace = new Pace(way);
  }

  /** The worker's name: {@code worker-3}. */
  public final String name() {
    return "worker-" + number;
  }

  /** The number from the constructor. */
  public final int number() {
    return number;
  }

  /** Starts it. Report {@link #ready} when it can take a job, or {@link #exited} if it cannot start. */
  protected abstract void start();

  /**
   * Runs jobs one after another, in this order, and after those that it still has: these it has only where {@link #maxJobs} is more than 1.
   * Comes only when the worker is ready, and never twice at once. Report {@link #began} and then {@link #succeeded} or {@link #failed} for
   * each, or {@link #skipped} for one that was recalled.
   */
  protected abstract void run(List<? extends Job<?>> jobs);

  /** Interrupts the job if it is running: its future has its outcome already. Its end is still to be reported. */
  protected abstract void interrupt(Job<?> job);

  /** Ends the worker when it has no job; report {@link #exited}. May come while it starts. */
  protected abstract void stop();

  /** Ends the worker whatever it is doing; report {@link #exited}. Only with the capability to stop tasks. */
  protected void kill() {
    throw new UnsupportedOperationException("a worker of this backend cannot be killed");
  }

  /**
   * The most jobs that the worker can have at once; 1 by default. How many it gets depends on how long its tasks take. Must not block:
   * the dispatcher's lock is held.
   */
  protected int maxJobs() {
    return 1;
  }

  /**
   * Keeps a job from beginning. A worker in this JVM need not do anything, because {@link #began} refuses it; one elsewhere must decide
   * here, for good, between this and its beginning. Must not block: the dispatcher's lock is held. True says that the job has not begun
   * and never will on this worker.
   */
  protected boolean tryRecall(Job<?> job) {
    return true;
  }

  /**
   * Takes a job back that another worker is to run: as {@link #tryRecall}, and no more is to be reported of it. Comes only where
   * {@link #maxJobs} is more than 1. Must not block: the dispatcher's lock is held. By default no job is given back.
   */
  protected boolean tryTakeBack(Job<?> job) {
    return false;
  }

  /**
   * Keeps those elements of the job that have not begun from beginning, for good: another worker may run them. Comes only for a job that
   * has begun and has {@link Job#elements}. Must not block: the dispatcher's lock is held. By default decides with
   * {@link Elements#tryBegin}. Returns the index of the first of them, or behind the last element if there are none, or if
   * {@link #askBack} has to find out.
   */
  protected int takeBackElements(Job<?> job) {
    return Objects.requireNonNull(job.elements()).takeBack();
  }

  /**
   * Comes after {@link #takeBackElements}, without the lock: who could not decide there gives back by {@link #gaveBack}. Returns what is
   * completed after that, or when there is nothing to be given back any more; by default it is.
   */
  protected CompletableFuture<?> askBack(Job<?> job) {
    return CompletableFuture.completedFuture(null);
  }

  /** What it has of each {@link dev.offload.WorkerLocal}, if it is in this JVM. */
  final WorkerStore store() {
    return store;
  }

  /** The id of the process that it is, once there is one, or is in. By default it is in this JVM. */
  protected OptionalLong pid() {
    return OptionalLong.of(ProcessHandle.current().pid());
  }

  /** Asks the process that it is to end. By default it is a thread, which cannot be ended. */
  protected void terminate() {
    throw new UnsupportedOperationException(name() + " is a thread of this JVM, which cannot be ended; interrupt its task");
  }

  /** How it ended, once it has. */
  final Optional<Exit> exit() {
    return Optional.ofNullable(exit);
  }

  /** The worker as a text for people has it, with what tells it from others: {@code worker-3, pid 4711}. By default its name. */
  protected String describe() {
    return name();
  }

  /** Hands the stack of the job's thread to {@code answer}, now or later, or never if it cannot be had. */
  protected void stackOf(Job<?> job, Consumer<StackTraceElement[]> answer) {
    answer.accept(new StackTraceElement[0]);
  }

  /** It can take jobs. */
  protected final void ready() {
    dispatcher().onReady(this);
  }

  /** It is to be replaced: it gets no more jobs after those it has. May be reported at any time, and more than once. */
  protected final void worn() {
    dispatcher().onWorn(this);
  }

  /** Runs the initializer, if there is one, in the calling thread: for a worker of this JVM, ahead of its first job. */
  protected final void runInitializer(Optional<Action> initializer) throws Exception {
    if (initializer.isPresent()) {
      store.run(initializer.get());
    }
  }

  /** The initializer threw: the executor is broken (rule E2). The worker should end. */
  protected final void initializerFailed(Throwable failure) {
    dispatcher().onInitializerFailed(this, failure);
  }

  /** No worker can run anything any more, because of what {@code why} says: the executor is broken, as after {@link #initializerFailed}. */
  protected final void executorBroken(String why, @Nullable Throwable cause) {
    dispatcher().onBroken(why, cause);
  }

  /** It begins a job. Returns whether to go on: if not the job was cancelled meanwhile, and is to be {@link #skipped}. */
  protected final boolean began(Job<?> job) {
    long nanos = aheadNanos == Clock.NEVER ? Clock.nanos() : aheadNanos;
    aheadNanos = Clock.NEVER;
    return job.worker == this && job.begin(nanos);
  }

  /** A job began {@code ranNanos} ago, and has ended since: {@link #ended} follows. */
  protected final void began(Job<?> job, long ranNanos) {
    if (job.worker == this) {
      job.beganAgo(ranNanos);
    }
  }

  /** A job returned a value. */
  protected final <T extends @Nullable Object> void succeeded(Job<T> job, T value) {
    succeededWith(job, () -> value);
  }

  /** A job returned what {@code decoder} will give: the worker is free before it is asked. What it throws fails the job. */
  protected final <T extends @Nullable Object> void succeededWith(Job<T> job, Callable<T> decoder) {
    ended(List.of(Ended.returned(job, decoder)));
  }

  /**
   * A job returned a value, and the worker has another one in hand, which nobody can take back: that there is a place free is told with
   * the end of a later one, for all at once.
   */
  protected final <T extends @Nullable Object> void succeededAhead(Job<T> job, T value) {
    aheadNanos = Clock.nanos();
    try {
      job.succeed(value, aheadNanos);
    } finally {
      job.endedAhead = true;
    }
  }

  /** A job threw. */
  protected final void failed(Job<?> job, Throwable failure) {
    failedWith(job, () -> failure);
  }

  /** A job threw what {@code decoder} will give: the worker is free before it is asked. */
  protected final void failedWith(Job<?> job, Callable<? extends Throwable> decoder) {
    ended(List.of(Ended.threw(job, decoder)));
  }

  /** Jobs ended, in this order: the worker gets its next ones before any outcome is decoded. At least one. */
  protected final void ended(List<? extends Ended<?>> ended) {
    EndReport.of(this, dispatcher(), ended);
  }

  /** It will not begin the elements of the job from the index {@code at} on, see {@link #takeBackElements}: another worker may run them. */
  protected final void gaveBack(Job<?> job, int at) {
    dispatcher().onGivenBack(this, job, at);
  }

  /** A job did not begin, because it was recalled or {@link #began} refused it. */
  protected final void skipped(Job<?> job) {
    if (dispatcher().release(this, job)) {
      job.workEnded();
    }
  }

  /**
   * It is gone. Of the jobs it had, the one that began is lost, the others run elsewhere (rule E3). A worker of this JVM reports it in its
   * own thread, where the state of the worker is closed (rule E10).
   *
   * @param how what happened; of no interest after {@link #stop}
   */
  protected final void exited(Exit how) {
    exit = how;
    try {
      store.close((state, e) -> LOGGER.warn("{} could not close its {}", name(), state.getClass().getName(), e));
    } finally {
      dispatcher().onExit(this, how);
    }
  }

  /** Runs what it was given, in the order in which it was. */
  final void deliver() {
    deliveries.deliver(this::run);
  }

  /** One that cannot even be started, for want of a thread for example, is gone: nobody else would tell (rule E6). */
  final void startOrExit() {
    try {
      start();
    } catch (Throwable e) {
      exited(Exit.of("it could not be started: " + Failures.describe(e)));
    }
  }

  final void join(Dispatcher owner) {
    dispatcher = owner;
  }

  private Dispatcher dispatcher() {
    if (dispatcher == null) {
      throw new IllegalStateException(name() + " belongs to no executor yet");
    }
    return dispatcher;
  }
}
