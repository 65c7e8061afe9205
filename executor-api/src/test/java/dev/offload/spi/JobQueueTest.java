package dev.offload.spi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.offload.ExecutorConfig;
import dev.offload.TaskOptions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
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
  void takeBatch_takesAsManyAsWanted() {
    List<Job<?>> jobs = List.of(add(0), add(0), add(0), add(0));

    assertEquals(jobs.subList(0, 2), queue.takeBatch(2, 9, 9));
    assertEquals(jobs.subList(2, 3), queue.takeBatch(2, 9, 1), "more jobs than allowed");
    assertEquals(jobs.subList(3, 4), queue.takeBatch(2, 1, 9), "more tasks than allowed");
  }

  @Test
  @DisplayName("M4: of a chunk a worker gets as much as it can use")
  void takeBatch_ofAChunk_takesItsFirstPart() {
    addChunk(10, false);
    Job<?> single = add(0);

    List<Job<?>> first = queue.takeBatch(4, 99, 9);
    assertEquals(List.of(0, 4), range(first.get(0)));
    assertEquals(7, queue.size());
    List<Job<?>> last = queue.takeBatch(9, 99, 9);

    assertEquals(List.of(4, 10), range(last.get(0)));
    assertEquals(single, last.get(1));
    assertTrue(queue.isEmpty());
  }

  @Test
  @DisplayName("M4: a chunk of a given size stays together as long as its worker lives long enough")
  void takeBatch_ofAChunkOfAGivenSize_takesItAll() {
    addChunk(4, true);
    addChunk(4, true);

    assertEquals(List.of(0, 4), range(queue.takeBatch(1, 99, 9).get(0)));
    assertEquals(List.of(0, 3), range(queue.takeBatch(1, 3, 9).get(0)));
    assertEquals(1, queue.size());
  }

  @Test
  @DisplayName("M5: a chunk that nobody wants any more is not parted")
  void takeBatch_ofAnAbandonedChunk_takesItWhole() {
    Job<?> job = addChunk(10, false);
    job.elements().chunk().abandon();

    assertEquals(List.of(job), queue.takeBatch(4, 99, 9));
    assertTrue(queue.isEmpty());
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
      taken.addAll(queue.takeBatch(1, 1, 1));
    }
    return taken;
  }

  private Job<?> add(int priority) {
    Job<?> job = job(priority);
    queue.addLast(job);
    return job;
  }

  private Job<?> addChunk(int size, boolean fixed) {
    Chunk<Object> chunk = new Chunk<>(1, size, new Chunk.Origin<>(TaskOptions.defaults(), SubmitSite.here(), (of, index) -> { }));
    Job<Object> job = new Job<>(++made, dispatcher, TaskOptions.defaults(), SubmitSite.here(), 0);
    job.standsFor(Elements.of(chunk, fixed));
    assertTrue(chunk.tryAdd(job));
    queue.addLast(job);
    return job;
  }

  private static List<Integer> range(Job<?> job) {
    return List.of(job.elements().from(), job.elements().to());
  }

  private Job<?> job(int priority) {
    return new Job<>(++made, dispatcher, TaskOptions.defaults().withPriority(priority), SubmitSite.here(), 0);
  }
}
