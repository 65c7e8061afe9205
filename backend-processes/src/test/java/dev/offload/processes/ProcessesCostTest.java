package dev.offload.processes;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.offload.TaskExecutor;
import dev.offload.conformance.Cost;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * A guard against slowing down. What is counted here hardly differs from run to run; the bounds are about a half above what it was when
 * they were set, those on system calls far above, as how many tasks share one depends on who is faster at the moment. Whoever has a reason
 * to go over one raises it.
 */
class ProcessesCostTest {
  private static final int TASKS = 20_000;
  private static final List<Integer> INPUTS = IntStream.range(0, TASKS).boxed().toList();
  private static final long MAX_BYTES_PER_TASK = 1_500;
  private static final long MAX_BYTES_PER_ELEMENT = 560;
  private static final int LEAST_TASKS_PER_WRITE = 8;
  private static final int LEAST_ELEMENTS_PER_WRITE = 10;

  @Test
  @DisplayName("submit and get allocate no more than they did, and many tasks share a system call")
  void submit_costsNoMoreThanItDid() throws Exception {
    try (TaskExecutor executor = Processes.open(settings -> settings.workers(2))) {
      long bytes = Cost.bytesPerTask(TASKS, () -> Cost.submitAll(executor, TASKS));

      assertTrue(bytes <= MAX_BYTES_PER_TASK, () -> bytes + " bytes for a task, more than " + MAX_BYTES_PER_TASK);
      assertWrites(Cost.writes(() -> Cost.submitAll(executor, TASKS)), LEAST_TASKS_PER_WRITE);
    }
  }

  @Test
  @DisplayName("an element of a map allocates no more than it did, and many share a system call")
  void map_costsNoMoreThanItDid() throws Exception {
    try (TaskExecutor executor = Processes.open(settings -> settings.workers(2))) {
      long bytes = Cost.bytesPerTask(TASKS, () -> executor.map(number -> number + 1, INPUTS).toList());

      assertTrue(bytes <= MAX_BYTES_PER_ELEMENT, () -> bytes + " bytes for an element, more than " + MAX_BYTES_PER_ELEMENT);
      assertWrites(Cost.writes(() -> executor.map(number -> number + 1, INPUTS).toList()), LEAST_ELEMENTS_PER_WRITE);
    }
  }

  private static void assertWrites(OptionalLong writes, int leastPerWrite) {
    assumeTrue(writes.isPresent(), "the system does not count writes");
    assertTrue(writes.getAsLong() * leastPerWrite <= TASKS, () -> writes.getAsLong() + " writes for " + TASKS);
  }
}
