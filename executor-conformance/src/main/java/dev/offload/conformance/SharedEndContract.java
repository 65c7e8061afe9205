package dev.offload.conformance;

import static dev.offload.conformance.Outcomes.assertCancelled;
import static dev.offload.conformance.Outcomes.assertMentions;
import static dev.offload.conformance.Outcomes.awaitStopped;
import static dev.offload.conformance.Outcomes.valueOf;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.offload.Capability;
import dev.offload.TaskExecutor;
import dev.offload.TaskFuture;
import dev.offload.TaskOptions;
import dev.offload.shared.Event;
import dev.offload.shared.SharedLock;
import dev.offload.shared.SharedLong;
import java.nio.file.Path;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How long objects live, and what ends a call: rules H2 and H3. */
public interface SharedEndContract extends ContractSubject {
  @Test
  @DisplayName("H2: after the end of the executor every call fails, and says why")
  default void object_ofAClosedExecutor_fails() {
    TaskExecutor executor = open(1);
    SharedLong used = executor.shared().atomicLong(1);
    final SharedLong unused = executor.shared().atomicLong(1);
    used.incrementAndGet();
    executor.close();

    assertMentions(assertThrows(IllegalStateException.class, used::get).getMessage(), "closed");
    assertThrows(IllegalStateException.class, unused::get);
    assertThrows(IllegalStateException.class, () -> executor.shared().queue());
  }

  @Test
  @Tag(OnePerRule.TAG)
  @DisplayName("H2: who waits when the executor ends is told")
  default void call_thatWaitsAtTheEnd_fails() {
    TaskExecutor executor = open(1);
    BlockingQueue<String> queue = executor.shared().queue();
    try (Aside<String> taking = Aside.start(queue::take)) {
      taking.awaitBlocked();

      executor.close();

      assertMentions(taking.failure(IllegalStateException.class).getMessage(), "closed");
    }
  }

  @Test
  @DisplayName("H2: tasks that a shut down executor still has to finish may use them")
  default void object_ofAnExecutorThatFinishes_goesOn(@TempDir Path directory) {
    requires(Capability.CONCURRENT);
    try (TaskExecutor executor = open(1); Gate gate = Gate.in(directory)) {
      SharedLong number = executor.shared().atomicLong(1);
      Tasks.begin(executor, gate);
      TaskFuture<Long> later = executor.submit(() -> number.addAndGet(1));

      executor.shutdown();
      gate.open();

      assertEquals(2, valueOf(later));
    }
  }

  @Test
  @Tag(OnePerRule.TAG)
  @DisplayName("H3: a call that waits holds up neither other calls to its object nor those to others")
  default void call_thatWaits_holdsUpNobody() {
    requires(Capability.CONCURRENT);
    try (TaskExecutor executor = open(2)) {
      BlockingQueue<String> queue = executor.shared().queue();
      Event never = executor.shared().event();
      Event taking = executor.shared().event();
      final TaskFuture<?> stuck = executor.submit(() -> never.await());
      final TaskFuture<String> taken = executor.submit(() -> {
        taking.set();
        return queue.take();
      });

      assertTrue(awaitQuietly(taking));
      assertFalse(never.isSet());
      assertEquals(0, queue.size());
      queue.add("here");

      assertEquals("here", valueOf(taken));
      assertFalse(stuck.isDone());
      never.set();
      valueOf(stuck);
    }
  }

  private static boolean awaitQuietly(Event event) {
    try {
      return event.await(PATIENCE);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  @DisplayName("H3: a call that has a time waits no longer, and has done nothing")
  default void call_withATime_endsWithIt() throws InterruptedException {
    try (TaskExecutor executor = open(1)) {
      BlockingQueue<String> queue = executor.shared().queue(1);

      assertNull(queue.poll(10, TimeUnit.MILLISECONDS));
      assertNull(valueOf(executor.submit(() -> queue.poll(10, TimeUnit.MILLISECONDS))));
      assertTrue(queue.offer("first"));
      assertFalse(valueOf(executor.submit(() -> queue.offer("second", 10, TimeUnit.MILLISECONDS))));
      assertFalse(valueOf(executor.submit(() -> queue.offer("third"))));
      assertEquals("first", queue.poll());
      assertNull(queue.poll());
    }
  }

  @Test
  @DisplayName("H3: an interrupt ends a call that waits, and it has done nothing")
  default void call_interrupted_endsAndHasDoneNothing() {
    requires(Capability.CONCURRENT);
    try (TaskExecutor executor = open(2)) {
      BlockingQueue<String> queue = executor.shared().queue();
      Event begun = executor.shared().event();
      BlockingQueue<String> seen = executor.shared().queue();
      TaskFuture<?> taking = executor.submit(TaskOptions.named("taking"), () -> {
        begun.set();
        try {
          queue.take();
        } catch (InterruptedException e) {
          seen.put("interrupted");
          throw e;
        }
      });
      assertTrue(awaitQuietly(begun));

      taking.cancel(true);

      assertCancelled(taking);
      awaitStopped(taking);
      assertEquals("interrupted", seen.poll());
      queue.add("for the next");
      assertEquals("for the next", valueOf(executor.submit(() -> queue.take())));
    }
  }

  @Test
  @DisplayName("H3: a lock that cannot be waited for by interrupt is waited for all the same, and the interrupt is kept")
  default void lock_interrupted_isTakenAllTheSame() {
    try (TaskExecutor executor = open(1)) {
      SharedLock lock = executor.shared().lock();
      lock.lock();
      try (Aside<Boolean> locking = Aside.start(() -> {
        lock.lock();
        lock.unlock();
        return Thread.interrupted();
      })) {
        locking.awaitBlocked();
        locking.interrupt();

        lock.unlock();

        assertTrue(locking.result());
      }
    }
  }
}
