package dev.offload.conformance;

import static dev.offload.conformance.Outcomes.failureOf;
import static dev.offload.conformance.Outcomes.valueOf;
import static dev.offload.conformance.Outcomes.valuesOf;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.offload.Capability;
import dev.offload.TaskExecutor;
import dev.offload.TaskFuture;
import dev.offload.shared.Barrier;
import dev.offload.shared.Event;
import dev.offload.shared.Latch;
import dev.offload.shared.SharedLong;
import dev.offload.shared.SharedSemaphore;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Semaphores, events, latches and barriers: rule H7. */
public interface SharedMeetingContract extends ContractSubject {
  @Test
  @DisplayName("H7: a semaphore lets in no more than it has permits")
  default void semaphore_letsInNoMoreThanItHasPermits() {
    try (TaskExecutor executor = open(4)) {
      SharedSemaphore semaphore = executor.shared().boundedSemaphore(2);
      SharedLong inside = executor.shared().atomicLong(0);

      List<Long> seen = valuesOf(IntStream.range(0, 12).mapToObj(number -> executor.submit(() -> {
        semaphore.acquire();
        long now = inside.incrementAndGet();
        inside.decrementAndGet();
        semaphore.release();
        return now;
      })).toList());

      assertTrue(seen.stream().allMatch(count -> count <= 2), seen.toString());
      assertEquals(2, semaphore.availablePermits());
    }
  }

  @Test
  @DisplayName("H7: a bounded semaphore refuses one release too many, another takes it")
  default void semaphore_releasedTooOften() throws InterruptedException {
    try (TaskExecutor executor = open(1)) {
      SharedSemaphore bounded = executor.shared().boundedSemaphore(1);
      SharedSemaphore semaphore = executor.shared().semaphore(1);

      assertThrows(IllegalStateException.class, bounded::release);
      failureOf(IllegalStateException.class, executor.submit(bounded::release));
      semaphore.release();

      assertEquals(2, semaphore.availablePermits());
      assertTrue(semaphore.tryAcquire() && valueOf(executor.submit(() -> semaphore.tryAcquire())));
      assertFalse(semaphore.tryAcquire());
      assertFalse(semaphore.tryAcquire(Duration.ofMillis(5)));
      assertThrows(IllegalArgumentException.class, () -> executor.shared().boundedSemaphore(-1));
    }
  }

  @Test
  @DisplayName("H7: an event holds those who come until it is set, and again when it is cleared")
  default void event_holdsUntilItIsSet() throws InterruptedException {
    requires(Capability.CONCURRENT);
    try (TaskExecutor executor = open(2)) {
      Event green = executor.shared().event();
      Event waits = executor.shared().event();
      TaskFuture<String> car = executor.submit(() -> {
        waits.set();
        green.await();
        return "drove";
      });
      assertTrue(waits.await(PATIENCE));

      assertFalse(green.await(Duration.ofMillis(20)));
      assertFalse(car.isDone());
      valueOf(executor.submit(green::set));

      assertEquals("drove", valueOf(car));
      assertTrue(green.isSet());
      green.clear();
      assertFalse(valueOf(executor.submit(() -> green.await(Duration.ZERO))));
    }
  }

  @Test
  @DisplayName("H7: a latch opens for good when it is counted down")
  default void latch_opensWhenCountedDown() throws InterruptedException {
    try (TaskExecutor executor = open(2)) {
      Latch latch = executor.shared().latch(3);
      assertFalse(latch.await(Duration.ofMillis(1)));

      valuesOf(IntStream.range(0, 3).mapToObj(number -> executor.submit(latch::countDown)).toList());
      latch.await();
      latch.countDown();

      assertEquals(0, latch.count());
      assertThrows(IllegalArgumentException.class, () -> executor.shared().latch(-1));
    }
  }

  @Test
  @DisplayName("H7: a barrier lets groups go on together")
  default void barrier_letsGroupsGoOnTogether() {
    requires(Capability.CONCURRENT);
    try (TaskExecutor executor = open(2)) {
      Barrier barrier = executor.shared().barrier(2);
      assertEquals(2, barrier.parties());

      List<TaskFuture<Integer>> players = IntStream.range(0, 6).mapToObj(number -> executor.submit(() -> barrier.await(PATIENCE))).toList();

      assertEquals(List.of(0, 0, 0, 1, 1, 1), valuesOf(players).stream().sorted().toList());
      assertEquals(0, barrier.waiting());
      assertThrows(IllegalArgumentException.class, () -> executor.shared().barrier(0));
    }
  }

  @Test
  @DisplayName("H7: a barrier that somebody leaves, or that is aborted, is broken until it is reset")
  default void barrier_thatSomebodyLeaves_breaks() throws Exception {
    try (TaskExecutor executor = open(1)) {
      Barrier barrier = executor.shared().barrier(3);
      try (Aside<Integer> waiting = Aside.start(barrier::await)) {
        waiting.awaitBlocked();
        failureOf(TimeoutException.class, executor.submit(() -> barrier.await(Duration.ofMillis(5))));
        waiting.failure(BrokenBarrierException.class);
      }
      assertTrue(barrier.isBroken());
      failureOf(BrokenBarrierException.class, executor.submit(() -> barrier.await()));

      barrier.reset();
      assertFalse(barrier.isBroken());
      try (Aside<Integer> waiting = Aside.start(barrier::await)) {
        waiting.awaitBlocked();
        assertEquals(1, barrier.waiting());
        waiting.interrupt();
        waiting.failure(InterruptedException.class);
      }
      assertTrue(barrier.isBroken());
      barrier.reset();
      barrier.abort();
      assertThrows(BrokenBarrierException.class, barrier::await);
    }
  }
}
