package dev.offload.conformance;

import static dev.offload.conformance.Outcomes.valueOf;
import static dev.offload.conformance.Outcomes.valuesOf;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.offload.Capability;
import dev.offload.TaskExecutor;
import dev.offload.TaskFuture;
import dev.offload.shared.Event;
import dev.offload.shared.SharedLock;
import dev.offload.shared.SharedReadWriteLock;
import dev.offload.shared.Value;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Locks and conditions: rule H7. */
public interface SharedLockContract extends ContractSubject {
  @Test
  @DisplayName("H7: what a lock guards is changed by one at a time")
  default void lock_guardsWhatIsReadAndWritten() {
    try (TaskExecutor executor = open(3)) {
      for (Lock lock : List.of(
          executor.shared().lock(), executor.shared().reentrantLock(), executor.shared().readWriteLock().writeLock())) {
        Value<Integer> balance = executor.shared().value(0);

        valuesOf(IntStream.range(0, 6).mapToObj(number -> executor.submit(() -> {
          for (int i = 0; i < 20; i++) {
            lock.lock();
            try {
              balance.set(balance.get() + 1);
            } finally {
              lock.unlock();
            }
          }
        })).toList());

        assertEquals(120, balance.get());
      }
    }
  }

  @Test
  @DisplayName("H7: a reentrant lock is free when it is unlocked as often as it was locked")
  default void reentrantLock_countsItsHolds() {
    requires(Capability.CONCURRENT);
    try (TaskExecutor executor = open(1)) {
      SharedLock lock = executor.shared().reentrantLock();
      lock.lock();
      assertTrue(lock.tryLock());

      lock.unlock();
      assertFalse(valueOf(executor.submit(() -> lock.tryLock(1, TimeUnit.MILLISECONDS))));
      lock.unlock();

      assertTrue(valueOf(executor.submit(() -> {
        boolean locked = lock.tryLock();
        lock.unlock();
        return locked;
      })));
      assertThrows(IllegalMonitorStateException.class, lock::unlock);
    }
  }

  @Test
  @DisplayName("H7: a lock that is not reentrant is not given twice, and only its owner can unlock it")
  default void lock_isNotReentrant() {
    requires(Capability.CONCURRENT);
    try (TaskExecutor executor = open(1)) {
      SharedLock lock = executor.shared().lock();
      lock.lock();

      assertFalse(lock.tryLock());
      assertTrue(lock.isLocked());
      Outcomes.failureOf(IllegalMonitorStateException.class, executor.submit(lock::unlock));
      assertThrows(IllegalMonitorStateException.class, () -> executor.shared().lock().wasAbandoned());
      lock.unlock();
      assertFalse(lock.isLocked());
    }
  }

  @Test
  @DisplayName("H7: a read-write lock has many readers or one writer")
  default void readWriteLock_hasManyReadersOrOneWriter() {
    requires(Capability.CONCURRENT);
    try (TaskExecutor executor = open(1)) {
      SharedReadWriteLock lock = executor.shared().readWriteLock();
      lock.readLock().lock();

      assertTrue(valueOf(executor.submit(() -> {
        boolean locked = lock.readLock().tryLock();
        lock.readLock().unlock();
        return locked;
      })));
      assertFalse(valueOf(executor.submit(() -> lock.writeLock().tryLock())));
      lock.readLock().unlock();
      lock.writeLock().lock();
      assertTrue(lock.readLock().tryLock(), "the writer may read");
      assertFalse(valueOf(executor.submit(() -> lock.readLock().tryLock())));
      lock.writeLock().unlock();
      lock.readLock().unlock();
      assertThrows(IllegalMonitorStateException.class, () -> lock.readLock().unlock());
      assertThrows(UnsupportedOperationException.class, () -> lock.readLock().newCondition());
    }
  }

  @Test
  @DisplayName("H7: a condition frees its lock while it waits, and has it again afterwards")
  default void condition_freesItsLockWhileItWaits() {
    requires(Capability.CONCURRENT);
    try (TaskExecutor executor = open(3)) {
      SharedLock lock = executor.shared().reentrantLock();
      Condition stocked = lock.newCondition();
      Value<Integer> stock = executor.shared().value(0);
      List<TaskFuture<Integer>> consumers = IntStream.range(0, 2).mapToObj(number -> executor.submit(() -> {
        lock.lock();
        lock.lock();
        try {
          while (stock.get() == 0) {
            stocked.await();
          }
          stock.set(stock.get() - 1);
          return stock.get();
        } finally {
          lock.unlock();
          lock.unlock();
        }
      })).toList();

      valueOf(executor.submit(() -> {
        for (int i = 0; i < 2; i++) {
          lock.lock();
          try {
            stock.set(stock.get() + 1);
            stocked.signal();
          } finally {
            lock.unlock();
          }
        }
      }));

      valuesOf(consumers);
      assertEquals(0, stock.get());
      assertFalse(lock.isLocked());
    }
  }

  @Test
  @DisplayName("H7: a condition that is not signalled waits for its time, or for an interrupt, and has its lock again")
  default void condition_notSignalled_endsWithItsTime() throws Exception {
    try (TaskExecutor executor = open(1)) {
      SharedLock lock = executor.shared().reentrantLock();
      Condition never = lock.newCondition();
      assertThrows(IllegalMonitorStateException.class, never::signal);
      assertThrows(IllegalMonitorStateException.class, () -> never.await(1, TimeUnit.MILLISECONDS));
      try (Aside<Boolean> waiting = Aside.start(() -> hasLockAfterInterrupt(lock, never))) {
        waiting.awaitBlocked();
        waiting.interrupt();
        assertTrue(waiting.result());
      }

      lock.lock();
      assertFalse(never.await(1, TimeUnit.MILLISECONDS));
      assertTrue(never.awaitNanos(1000) <= 0);
      lock.unlock();
    }
  }

  private static boolean hasLockAfterInterrupt(SharedLock lock, Condition never) {
    lock.lock();
    try {
      never.await();
      return false;
    } catch (InterruptedException e) {
      return lock.isLocked();
    } finally {
      lock.unlock();
    }
  }

  @Test
  @DisplayName("H7: a signal to all wakes all who wait, and none who comes later")
  default void condition_signalAll_wakesAllWhoWait() {
    requires(Capability.CONCURRENT);
    try (TaskExecutor executor = open(2)) {
      SharedLock lock = executor.shared().lock();
      Condition condition = lock.newCondition();
      List<Event> waits = List.of(executor.shared().event(), executor.shared().event());
      List<TaskFuture<String>> waiting = waits.stream().map(about -> executor.submit(() -> {
        lock.lock();
        about.set();
        condition.await();
        lock.unlock();
        return "woken";
      })).toList();
      waits.forEach(SharedLockContract::awaitSet);

      lock.lock();
      condition.signalAll();
      lock.unlock();

      assertEquals(List.of("woken", "woken"), valuesOf(waiting));
    }
  }

  private static void awaitSet(Event event) {
    try {
      assertTrue(event.await(PATIENCE));
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
