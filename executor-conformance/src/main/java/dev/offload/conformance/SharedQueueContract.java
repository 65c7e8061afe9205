package dev.offload.conformance;

import static dev.offload.conformance.Outcomes.valueOf;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.offload.Capability;
import dev.offload.TaskExecutor;
import dev.offload.TaskFuture;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.concurrent.BlockingQueue;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Queues: rule H7. */
public interface SharedQueueContract extends ContractSubject {
  @Test
  @DisplayName("H7: a queue is first in first out between a writer and a reader")
  default void queue_isFirstInFirstOut() {
    requires(Capability.CONCURRENT);
    try (TaskExecutor executor = open(2)) {
      BlockingQueue<Integer> queue = executor.shared().queue(3);
      TaskFuture<List<Integer>> reader = executor.submit(() -> {
        List<Integer> read = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
          read.add(queue.take());
        }
        return read;
      });

      valueOf(executor.submit(() -> {
        for (int i = 0; i < 50; i++) {
          queue.put(i);
        }
      }));

      assertEquals(IntStream.range(0, 50).boxed().toList(), valueOf(reader));
    }
  }

  @Test
  @DisplayName("H7: a bounded queue makes writers wait, and lets them go on in the order in which they came")
  default void queue_thatIsFull_makesWritersWait() {
    try (TaskExecutor executor = open(1)) {
      BlockingQueue<String> queue = executor.shared().queue(1);
      queue.add("first");
      assertEquals(0, queue.remainingCapacity());
      assertThrows(IllegalStateException.class, () -> queue.add("too much"));
      try (Aside<?> second = Aside.start(() -> put(queue, "second"))) {
        second.awaitBlocked();
        assertComesBehind(executor, queue, second);
      }
    }
  }

  private static void assertComesBehind(TaskExecutor executor, BlockingQueue<String> queue, Aside<?> second) {
    try (Aside<?> third = Aside.start(() -> put(queue, "third"))) {
      third.awaitBlocked();

      assertEquals("first", queue.remove());
      second.result();
      assertFalse(third.isDone());
      assertEquals("second", valueOf(executor.submit(() -> queue.take())));
      third.result();
      assertEquals("third", queue.remove());
    }
  }

  private static boolean put(BlockingQueue<String> queue, String element) throws InterruptedException {
    queue.put(element);
    return true;
  }

  @Test
  @Tag(OnePerRule.TAG)
  @DisplayName("H7: a queue does what java.util.concurrent.BlockingQueue says")
  default void queue_keepsToItsInterface() {
    try (TaskExecutor executor = open(1)) {
      BlockingQueue<String> queue = executor.shared().queue();

      valueOf(executor.submit(() -> {
        SharedQueueContract.usesAsTheJdkSays(queue);
      }));
      usesAsTheJdkSays(queue);
      assertThrows(IllegalArgumentException.class, () -> executor.shared().queue(0));
    }
  }

  private static void usesAsTheJdkSays(BlockingQueue<String> queue) {
    assertNull(queue.peek());
    assertNull(queue.poll());
    assertThrows(NoSuchElementException.class, queue::element);
    assertThrows(NullPointerException.class, () -> queue.add(null));
    queue.addAll(List.of("a", "b", "c", "b", "d"));
    assertEquals(5, queue.size());
    assertTrue(queue.contains("c"));
    assertFalse(queue.contains(null));
    assertTrue(queue.remove("b"));
    assertFalse(queue.remove("z"));
    assertEquals(List.of("a", "c", "b", "d"), List.copyOf(queue));
    assertTrue(queue.removeAll(List.of("c", "z")));
    assertTrue(queue.retainAll(List.of("a", "d")));
    Iterator<String> iterator = queue.iterator();
    assertEquals("a", iterator.next());
    iterator.remove();
    assertEquals("d", iterator.next());
    assertFalse(iterator.hasNext());
    assertEquals(List.of("d"), queue.stream().toList());
    queue.add("e");
    List<String> drained = new ArrayList<>();
    assertEquals(1, queue.drainTo(drained, 1));
    assertEquals(List.of("d"), drained);
    assertEquals(Integer.MAX_VALUE, queue.remainingCapacity());
    queue.clear();
    assertTrue(queue.isEmpty());
  }
}
