package dev.offload.conformance;

import static dev.offload.conformance.ContractSubject.PATIENCE;
import static dev.offload.conformance.Eventually.eventually;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.offload.TaskExecutor;
import dev.offload.TaskFuture;
import dev.offload.WorkerLostException;
import dev.offload.shared.Barrier;
import dev.offload.shared.SharedLock;
import dev.offload.shared.SharedLong;
import dev.offload.shared.SharedObjects;
import dev.offload.shared.SharedReadWriteLock;
import dev.offload.shared.SharedSemaphore;
import java.io.Serializable;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;

/** Submits tasks that hold locks, wait on conditions and stand at barriers, while workers are killed. For one thread. */
final class SharedKillFuzz {
  /** Longest wait for one future: many workers may have to start, one after another, before its turn comes. */
  private static final Duration LIMIT = PATIENCE.multipliedBy(3);
  private static final int MOST_PENDING = 12;
  private static final int SLOTS = 2;
  private static final int LONGEST_HOLD_MILLIS = 3;

  private final TaskExecutor executor;
  private final Random random;
  private final Things things;
  private final Deque<Pending> pending = new ArrayDeque<>();
  private final Map<Kind, Integer> succeeded = new EnumMap<>(Kind.class);
  private int lost;
  private int broken;

  private enum Kind { LOCK, READ, WRITE, CONDITION, SEMAPHORE, QUEUE, BARRIER }

  private record Pending(Kind kind, TaskFuture<?> future) {}

  /** What the tasks share. */
  private record Things(SharedLock lock, Condition stocked, SharedLong stock, SharedReadWriteLock book, SharedSemaphore slots,
      BlockingQueue<Integer> queue, Barrier barrier) implements Serializable {
    private static final long serialVersionUID = 1L;

    static Things of(SharedObjects shared) {
      SharedLock lock = shared.reentrantLock();
      return new Things(lock, lock.newCondition(), shared.atomicLong(0), shared.readWriteLock(), shared.boundedSemaphore(SLOTS),
          shared.queue(), shared.barrier(2));
    }

    void act(Kind kind, int millis) throws InterruptedException, BrokenBarrierException {
      switch (kind) {
        case LOCK -> hold(lock, millis);
        case READ -> hold(book.readLock(), millis);
        case WRITE -> hold(book.writeLock(), millis);
        case CONDITION -> consume();
        case SEMAPHORE -> {
          slots.acquire();
          Thread.sleep(millis);
          slots.release();
        }
        case QUEUE -> queue.take();
        case BARRIER -> barrier.await();
        default -> throw new AssertionError(kind);
      }
    }

    private static void hold(Lock held, int millis) throws InterruptedException {
      held.lock();
      try {
        Thread.sleep(millis);
      } finally {
        held.unlock();
      }
    }

    private void consume() throws InterruptedException {
      lock.lock();
      try {
        while (stock.get() == 0) {
          stocked.await();
        }
        stock.addAndGet(-1);
      } finally {
        lock.unlock();
      }
    }

    /** Gives those what they wait for that wait for something of others. */
    Void feed() throws InterruptedException {
      while (true) {
        lock.lockInterruptibly();
        try {
          stock.addAndGet(1);
          stocked.signal();
        } finally {
          lock.unlock();
        }
        queue.put(1);
        if (barrier.waiting() > 0 || barrier.isBroken()) {
          meet();
        }
        Thread.sleep(2);
      }
    }

    private void meet() throws InterruptedException {
      try {
        barrier.await();
      } catch (BrokenBarrierException e) {
        // One who stood there is dead. Those who come now start anew.
        barrier.reset();
      }
    }
  }

  SharedKillFuzz(TaskExecutor executor, Random random) {
    this.executor = executor;
    this.random = random;
    this.things = Things.of(executor.shared());
  }

  /** Goes on until so many tasks have ended and so many workers were killed, evenly spread over the tasks. */
  void run(int tasks, int kills, Killer killer) throws InterruptedException {
    long start = System.nanoTime();
    int submitted = 0;
    try (Aside<Void> feeder = Aside.start(things::feed)) {
      while (submitted < tasks || killer.kills() < kills) {
        submit();
        submitted++;
        settle(MOST_PENDING);
        while (killer.ordered() < (long) submitted * kills / tasks) {
          killer.order();
        }
        assertTrue(!feeder.isDone(), "the feeder has ended");
      }
      settle(0);
    }
    assertAllIsThere();
    report(submitted, killer.kills(), (System.nanoTime() - start) / 1e9);
  }

  private void submit() {
    Kind kind = Kind.values()[random.nextInt(Kind.values().length)];
    int millis = random.nextInt(LONGEST_HOLD_MILLIS + 1);
    Things shared = things;
    pending.add(new Pending(kind, executor.submit(() -> shared.act(kind, millis))));
  }

  private void settle(int mostPending) throws InterruptedException {
    while (pending.size() > mostPending) {
      Pending oldest = pending.remove();
      try {
        oldest.future().get(LIMIT.toNanos(), TimeUnit.NANOSECONDS);
        succeeded.merge(oldest.kind(), 1, Integer::sum);
      } catch (ExecutionException e) {
        count(oldest.kind(), e.getCause());
      } catch (TimeoutException e) {
        throw new AssertionError("a task of kind " + oldest.kind() + " waits for ever: " + oldest.future());
      }
    }
  }

  private void count(Kind kind, Throwable failure) {
    if (failure instanceof WorkerLostException) {
      lost++;
    } else if (failure instanceof BrokenBarrierException) {
      broken++;
    } else {
      throw new AssertionError("a task of kind " + kind + " failed by something else", failure);
    }
  }

  private void assertAllIsThere() {
    eventually(() -> things.slots().availablePermits() == SLOTS, "all permits");
    eventually(() -> isFree(things.lock()) && isFree(things.book().writeLock()) && isFree(things.book().readLock()), "free locks");
  }

  private static boolean isFree(Lock lock) {
    boolean free = lock.tryLock();
    if (free) {
      lock.unlock();
    }
    return free;
  }

  private void report(int tasks, int kills, double seconds) {
    Map<String, Object> figures = new LinkedHashMap<>();
    figures.put("tasks", tasks);
    figures.put("kills", kills);
    figures.put("succeeded, by kind", succeeded);
    figures.put("lost with their worker", lost);
    figures.put("met a broken barrier", broken);
    figures.put("tasks that waited for ever", 0);
    figures.put("duration [s]", Math.round(seconds));
    Soak.report("Kill fuzz over shared objects", figures);
  }
}
