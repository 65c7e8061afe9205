package dev.offload.spi;

import dev.offload.ExecutorConfig;
import dev.offload.QueuePolicy;
import dev.offload.ShutdownMode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Everything that can happen to jobs and workers, one method each, called from any thread. Each decides under the one lock, by the
 * rules of {@link Schedule}, and acts after leaving it.
 */
final class Dispatcher {
  private static final Duration STACK_PATIENCE = Duration.ofSeconds(1);
  private static final Duration WORD_PATIENCE = Duration.ofMillis(100);
  private static final Duration BALANCE_INTERVAL = Duration.ofMillis(2);

  private final ExecutorConfig config;
  private volatile boolean canKill;
  private final Callbacks callbacks;
  private final Alarm alarm;

  private final ReentrantLock lock = new MomentLock();
  private final Condition roomChanged = lock.newCondition();

  // Guarded by lock.
  private final Schedule schedule;
  private Runnable onTerminated = () -> { };
  private boolean terminated;
  private boolean sweepIsDue;
  private boolean balanceIsDue;
  private int cancelling;

  Dispatcher(ExecutorConfig config, boolean canKill, OwnedThreads threads) {
    this.config = config;
    this.canKill = canKill;
    this.callbacks = Callbacks.ofListeners(threads);
    this.alarm = new Alarm(threads);
    this.schedule = new Schedule(config);
  }

  /** From now on it ends no worker because of a task that goes on: somebody else decides that. */
  void killNobody() {
    canKill = false;
  }

  Executor callbacks() {
    return callbacks;
  }

  Alarm alarm() {
    return alarm;
  }

  /** Begins, with the first workers where they are wanted at once. {@code whenTerminated} runs once, after the last worker is gone. */
  void onOpened(IntFunction<? extends Worker> factory, Runnable whenTerminated) {
    decide(actions -> {
      onTerminated = whenTerminated;
      schedule.workersFrom(number -> {
        Worker worker = factory.apply(number);
        worker.join(this);
        return worker;
      });
    });
  }

  /** Throws what {@code submit} throws when nothing is accepted any more (rules C3, E2). */
  void ensureAccepting() {
    schedule.ensureAccepting();
  }

  /** Tells whether there is a limit on how many tasks may wait (rule C8). */
  boolean limitsQueue() {
    return config.queueLimit().isPresent();
  }

  void onSubmitted(Job<?> job) throws InterruptedException {
    // Ahead of the lock: once it is held no memory may be needed to leave it.
    Actions actions = new Actions();
    lock.lock();
    try {
      awaitRoom();
      schedule.enqueue(job);
      settle(actions);
    } finally {
      lock.unlock();
      actions.run();
    }
  }

  void onReady(Worker worker) {
    decide(actions -> schedule.onReady(worker, actions));
  }

  /** The worker has let go of the job; false for word of that which comes too late to count (rule K7). */
  boolean release(Worker worker, Job<?> job) {
    return decideWhether(actions -> {
      boolean counts = schedule.tryRelease(worker, job);
      schedule.relieve(worker, actions);
      return counts;
    });
  }

  /** The worker has ended these jobs. {@code counting} gets those whose outcome counts: not late, and not to be tried again. */
  void release(Worker worker, List<? extends Ended<?>> ended, List<Ended<?>> counting) {
    decide(actions -> {
      schedule.release(worker, ended, counting);
      schedule.relieve(worker, actions);
    });
  }

  void onGivenBack(Worker worker, Job<?> job, int at) {
    decide(actions -> schedule.onGivenBack(worker, job, at, actions));
  }

  void onWorn(Worker worker) {
    decide(actions -> schedule.onWorn(worker, actions));
  }

  void onExit(Worker worker, Exit exit) {
    decide(actions -> schedule.onExit(worker, exit, actions));
  }

  void onInitializerFailed(Worker worker, Throwable failure) {
    onBroken("the initializer failed in " + worker.name() + ": " + Failures.describe(failure), failure);
  }

  void onBroken(String why, @Nullable Throwable cause) {
    decide(actions -> schedule.breakDown(why, cause, actions));
  }

  /** See {@link Promise#recall}. Under the lock, so that the job does not change its worker meanwhile. */
  boolean recall(Job<?> job) {
    return decideWhether(actions -> schedule.tryRecall(job));
  }

  /** The job's future has its outcome, and the work is to end (rules K3, K5). */
  void onStop(Job<?> job) {
    decide(actions -> {
      Worker worker = job.worker;
      if (worker == null) {
        schedule.queue().remove(job);
        actions.add(job::workEnded);
        return;
      }
      schedule.cancelRest(worker, job, actions);
      Elements<?> elements = job.elements();
      if (elements != null) {
        // Ahead of the interrupt: what that makes an element throw is no outcome of it.
        actions.add(() -> elements.settleRest(job));
      }
      actions.add(() -> worker.interrupt(job));
      if (canKill) {
        alarm.schedule(config.cancelGrace(), () -> onGraceOver(worker, job));
      }
    });
  }

  /** Asks for the stack of the job's thread; without an answer in a second the consumer gets an empty one. It may be told twice. */
  void withStack(Job<?> job, Consumer<StackTraceElement[]> consumer) {
    Worker worker = job.worker;
    if (worker == null) {
      consumer.accept(new StackTraceElement[0]);
    } else {
      alarm.schedule(STACK_PATIENCE, () -> consumer.accept(new StackTraceElement[0]));
      worker.stackOf(job, consumer);
    }
  }

  void onResize(int workers) {
    decide(actions -> {
      schedule.crew().limit(workers);
      schedule.retireSurplus(actions);
    });
  }

  void onShutdown(ShutdownMode mode) {
    List<Job<?>> cancelled = new ArrayList<>();
    decide(actions -> {
      schedule.shutdown(mode);
      cancelling++;
      roomChanged.signalAll();
      if (mode != ShutdownMode.FINISH_ACCEPTED) {
        // What waits for another attempt has begun once: it counts as running.
        cancelled.addAll(schedule.queue().drain(job -> job.attempt() == 1 || mode == ShutdownMode.CANCEL_ALL));
        schedule.crew().present().forEach(worker -> cancelled.addAll(worker.assigned));
      }
    });
    try {
      // First what has not begun, so that no worker comes to it.
      cancelled.forEach(job -> job.cancelFromInside(false));
      if (mode == ShutdownMode.CANCEL_ALL) {
        cancelled.forEach(job -> job.cancelFromInside(true));
      } else if (mode == ShutdownMode.CANCEL_PENDING) {
        // By now each job of a worker is cancelled or has begun: of these the elements that have not.
        decide(schedule::cancelAllRests);
      }
      Inquiry inquiry = new Inquiry();
      cancelled.forEach(inquiry::ask);
      inquiry.await();
    } finally {
      // Not terminated before all of them are told.
      decide(actions -> cancelling--);
    }
  }

  boolean isShutdown() {
    return schedule.isShutdown();
  }

  private void onGraceOver(Worker worker, Job<?> job) {
    decide(actions -> {
      if (schedule.tryCondemn(worker, job, actions)) {
        actions.add(worker::kill);
      } else if (job.worker == worker) {
        // The word of another job's end is on its way: killed now, the worker would take that one with it.
        alarm.schedule(WORD_PATIENCE, () -> onGraceOver(worker, job));
      }
    });
  }

  private void onSweep() {
    decide(actions -> {
      sweepIsDue = false;
      schedule.retireIdleSince(System.nanoTime() - TimeUnit.NANOSECONDS.convert(config.idleTimeout()), actions);
    });
  }

  private void onBalance() {
    decide(actions -> {
      balanceIsDue = false;
      schedule.balance(actions);
    });
  }

  private void awaitRoom() throws InterruptedException {
    schedule.ensureAccepting();
    while (schedule.room() <= 0) {
      if (config.queuePolicy() == QueuePolicy.REJECT) {
        throw new RejectedExecutionException("the queue is full: queueLimit is " + config.queueLimit().getAsInt());
      }
      roomChanged.await();
      schedule.ensureAccepting();
    }
  }

  private boolean decideWhether(Predicate<Actions> event) {
    boolean[] result = new boolean[1];
    decide(actions -> result[0] = event.test(actions));
    return result[0];
  }

  private void decide(Consumer<Actions> event) {
    Actions actions = new Actions();
    lock.lock();
    try {
      event.accept(actions);
      settle(actions);
    } finally {
      lock.unlock();
      // What was decided has to be done, also where something after it failed.
      actions.run();
    }
  }

  /** What follows from any event. */
  private void settle(Actions actions) {
    schedule.match(actions);
    if (limitsQueue() && schedule.room() > 0) {
      roomChanged.signalAll();
    }
    if (schedule.crew().hasIdle() && !sweepIsDue && !config.prestart()) {
      alarm.schedule(config.idleTimeout(), this::onSweep);
      sweepIsDue = true;
    }
    if (schedule.someHaveAhead() && !balanceIsDue) {
      alarm.schedule(BALANCE_INTERVAL, this::onBalance);
      balanceIsDue = true;
    }
    if (schedule.isTerminated() && cancelling == 0 && !terminated) {
      terminated = true;
      actions.add(() -> {
        alarm.close();
        callbacks.close();
        onTerminated.run();
      });
    }
  }
}
