package dev.offload.spi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.offload.ExecutorConfig;
import dev.offload.TaskOptions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class JobQueueTest {
  private final Dispatcher dispatcher = new Dispatcher(ExecutorConfig.defaults(), false, new OwnedThreads());
  private final JobQueue queue = new JobQueue();
  private long made;

  @Test
  void jobs_leaveByPriorityThenInOrder() {
    Job<?> low = add(-1);
    Job<?> first = add(0);
    Job<?> second = add(0);
    Job<?> high = add(5);

    assertEquals(List.of(high, first, second, low), takeAll());
  }

  @Test
  void addFirst_putsAJobBeforeItsEquals() {
    Job<?> waiting = add(0);
    Job<?> high = add(1);
    Job<?> back = job(0);
    queue.addFirst(back);

    assertEquals(List.of(high, back, waiting), takeAll());
  }

  @Test
  void remove_takesOneOutOfTheMiddleOnce() {
    Job<?> first = add(0);
    Job<?> middle = add(0);
    Job<?> last = add(0);

    assertTrue(queue.remove(middle));
    assertFalse(queue.remove(middle));
    assertEquals(2, queue.size());
    assertEquals(List.of(first, last), takeAll());
    assertTrue(queue.isEmpty());
  }

  @Test
  void takeBatch_keepsAChunkTogetherUpToTheLimit() {
    Object chunk = new Object();
    List<Job<?>> members = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      Job<?> member = add(0);
      member.chunk = chunk;
      members.add(member);
    }
    Job<?> single = add(0);

    assertEquals(members.subList(0, 3), queue.takeBatch(1, 3));
    assertEquals(members.subList(3, 5), queue.takeBatch(1, 3));
    assertEquals(List.of(single), queue.takeBatch(1, 3));
  }

  @Test
  void drain_takesWhatFitsAndLeavesTheRest() {
    Job<?> first = add(0);
    Job<?> second = add(3);
    Job<?> third = add(0);

    assertEquals(List.of(second, first), queue.drain(job -> job != third));
    assertEquals(List.of(third), takeAll());
  }

  private List<Job<?>> takeAll() {
    List<Job<?>> taken = new ArrayList<>();
    while (!queue.isEmpty()) {
      taken.addAll(queue.takeBatch(1, 1));
    }
    return taken;
  }

  private Job<?> add(int priority) {
    Job<?> job = job(priority);
    queue.addLast(job);
    return job;
  }

  private Job<?> job(int priority) {
    return new Job<>(++made, dispatcher, TaskOptions.defaults().withPriority(priority), SubmitSite.here(), 0);
  }
}
