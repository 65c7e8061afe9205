package dev.offload.conformance;

import static dev.offload.conformance.Outcomes.failureOf;
import static dev.offload.conformance.Outcomes.valueOf;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.offload.Action;
import dev.offload.Capability;
import dev.offload.TaskExecutor;
import dev.offload.TaskFuture;
import dev.offload.WorkerLostException;
import dev.offload.shared.Barrier;
import dev.offload.shared.Event;
import dev.offload.shared.Pipe;
import dev.offload.shared.SharedLock;
import dev.offload.shared.SharedReadWriteLock;
import dev.offload.shared.SharedSemaphore;
import java.io.EOFException;
import java.util.Arrays;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.locks.Condition;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What becomes of what a worker had that is dead: rule H6. */
public interface SharedLossContract extends ContractSubject {
  /** Begins a task that does something, and dies when the event is set. */
  private static TaskFuture<?> dying(TaskExecutor executor, Event done, Event die, Action deed) {
    TaskFuture<?> future = executor.submit(() -> {
      deed.run();
      done.set();
      die.await();
      Runtime.getRuntime().halt(3);
    });
    try {
      assertTrue(done.await(PATIENCE));
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
    return future;
  }

  @Test
  @Tag(OnePerRule.TAG)
  @DisplayName("H6: a lock goes to the next who waits, who can ask why")
  default void lock_ofADeadWorker_goesToTheNext() {
    requires(Capability.SURVIVES_CRASHES, Capability.CONCURRENT);
    try (TaskExecutor executor = open(2)) {
      SharedLock lock = executor.shared().lock();
      Event die = executor.shared().event();
      TaskFuture<?> owner = dying(executor, executor.shared().event(), die, lock::lock);
      TaskFuture<String> next = executor.submit(() -> {
        die.set();
        lock.lock();
        boolean first = lock.wasAbandoned();
        lock.unlock();
        lock.lock();
        boolean second = lock.wasAbandoned();
        lock.unlock();
        return first + ", " + second;
      });

      assertEquals("true, false", valueOf(next));
      failureOf(WorkerLostException.class, owner);
      assertFalse(lock.isLocked());
    }
  }

  @Test
  @DisplayName("H6: a read lock and a write lock of a dead worker are free")
  default void readWriteLock_ofADeadWorker_isFree() {
    requires(Capability.SURVIVES_CRASHES, Capability.CONCURRENT);
    try (TaskExecutor executor = open(2)) {
      SharedReadWriteLock lock = executor.shared().readWriteLock();
      Event die = executor.shared().event();
      failureOf(WorkerLostException.class, ended(die, dying(executor, executor.shared().event(), die, () -> lock.readLock().lock())));
      lock.writeLock().lock();
      lock.writeLock().unlock();

      Event dieToo = executor.shared().event();
      failureOf(WorkerLostException.class,
          ended(dieToo, dying(executor, executor.shared().event(), dieToo, () -> lock.writeLock().lock())));
      lock.readLock().lock();
      lock.readLock().unlock();
    }
  }

  private static TaskFuture<?> ended(Event die, TaskFuture<?> future) {
    die.set();
    return future;
  }

  @Test
  @DisplayName("H6: the permits of a dead worker are there again")
  default void permits_ofADeadWorker_areThereAgain() throws InterruptedException {
    requires(Capability.SURVIVES_CRASHES, Capability.CONCURRENT);
    try (TaskExecutor executor = open(1)) {
      SharedSemaphore semaphore = executor.shared().boundedSemaphore(3);
      Event die = executor.shared().event();
      TaskFuture<?> holder = dying(executor, executor.shared().event(), die, () -> {
        semaphore.acquire();
        semaphore.acquire();
        semaphore.acquire();
        semaphore.release();
      });
      assertEquals(1, semaphore.availablePermits());

      die.set();
      semaphore.acquire();
      semaphore.acquire();
      semaphore.acquire();

      failureOf(WorkerLostException.class, holder);
      assertEquals(0, semaphore.availablePermits());
    }
  }

  @Test
  @DisplayName("H6: nothing is given to one who waited and is dead")
  default void waiter_thatIsDead_getsNothing() {
    requires(Capability.SURVIVES_CRASHES, Capability.CONCURRENT);
    try (TaskExecutor executor = open(1)) {
      BlockingQueue<String> queue = executor.shared().queue();
      TaskFuture<?> dead = executor.submit(() -> {
        Thread task = Thread.currentThread();
        new Thread(() -> haltWhenWaiting(task)).start();
        queue.take();
      });
      failureOf(WorkerLostException.class, dead);

      queue.add("for the living");

      assertEquals("for the living", valueOf(executor.submit(() -> queue.take())));
    }
  }

  private static void haltWhenWaiting(Thread task) {
    while (task.getState() == Thread.State.RUNNABLE
        || Arrays.stream(task.getStackTrace()).noneMatch(frame -> frame.getMethodName().equals("take"))) {
      Thread.onSpinWait();
    }
    Runtime.getRuntime().halt(3);
  }

  @Test
  @DisplayName("H6: a barrier at which a dead worker stood, or had stood, breaks")
  default void barrier_ofADeadWorker_breaks() {
    requires(Capability.SURVIVES_CRASHES, Capability.CONCURRENT);
    try (TaskExecutor executor = open(2)) {
      Barrier barrier = executor.shared().barrier(2);
      Event die = executor.shared().event();
      TaskFuture<?> dead = executor.submit(() -> {
        barrier.await();
        die.await();
        Runtime.getRuntime().halt(3);
      });
      TaskFuture<Integer> second = executor.submit(() -> {
        barrier.await();
        die.set();
        return barrier.await();
      });

      failureOf(BrokenBarrierException.class, second);
      failureOf(WorkerLostException.class, dead);
      assertTrue(barrier.isBroken());
    }
  }

  @Test
  @DisplayName("H6: who waits for a condition goes on when the worker that would have signalled is dead and another does")
  default void condition_ofADeadWorker_canBeSignalledByOthers() {
    requires(Capability.SURVIVES_CRASHES, Capability.CONCURRENT);
    try (TaskExecutor executor = open(2)) {
      SharedLock lock = executor.shared().reentrantLock();
      Condition condition = lock.newCondition();
      Event waits = executor.shared().event();
      TaskFuture<String> waiting = executor.submit(() -> {
        lock.lock();
        try {
          waits.set();
          condition.await();
          return "signalled";
        } finally {
          lock.unlock();
        }
      });
      Event die = executor.shared().event();
      TaskFuture<?> dead = dying(executor, executor.shared().event(), die, () -> {
        waits.await();
        lock.lock();
      });

      die.set();
      lock.lock();
      condition.signalAll();
      lock.unlock();

      assertEquals("signalled", valueOf(waiting));
      failureOf(WorkerLostException.class, dead);
    }
  }

  @Test
  @DisplayName("H6: the other end of a dead worker's pipe is at its end")
  default void pipe_ofADeadWorker_ends() throws Exception {
    requires(Capability.SURVIVES_CRASHES, Capability.CONCURRENT);
    try (TaskExecutor executor = open(1)) {
      Pipe<String> pipe = executor.shared().pipe();
      Event die = executor.shared().event();
      TaskFuture<?> dead = dying(executor, executor.shared().event(), die, () -> pipe.left().send("last word"));

      die.set();
      assertEquals("last word", pipe.right().receive());
      try (Aside<String> receiving = Aside.start(() -> pipe.right().receive())) {
        receiving.failure(EOFException.class);
      }

      failureOf(WorkerLostException.class, dead);
    }
  }
}
