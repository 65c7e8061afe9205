package dev.offload.threads;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.offload.ExecutorConfig;
import dev.offload.TaskExecutor;
import dev.offload.conformance.Cost;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * A guard against slowing down. What is counted here hardly differs from run to run; the bounds are about a half above what it was when
 * they were set. Whoever has a reason to go over one raises it.
 */
class ThreadsCostTest {
  private static final int TASKS = 20_000;
  private static final List<Integer> INPUTS = IntStream.range(0, TASKS).boxed().toList();
  private static final long MAX_BYTES_PER_TASK = 290;
  private static final long MAX_BYTES_PER_ELEMENT = 150;

  @Test
  @DisplayName("submit and get allocate no more than they did")
  void submit_allocatesNoMoreThanItDid() throws Exception {
    try (TaskExecutor executor = open()) {
      long bytes = Cost.bytesPerTask(TASKS, () -> Cost.submitAll(executor, TASKS));

      assertTrue(bytes <= MAX_BYTES_PER_TASK, () -> bytes + " bytes for a task, more than " + MAX_BYTES_PER_TASK);
    }
  }

  @Test
  @DisplayName("an element of a map allocates no more than it did")
  void map_allocatesNoMoreThanItDid() throws Exception {
    try (TaskExecutor executor = open()) {
      long bytes = Cost.bytesPerTask(TASKS, () -> executor.map(number -> number + 1, INPUTS).toList());

      assertTrue(bytes <= MAX_BYTES_PER_ELEMENT, () -> bytes + " bytes for an element, more than " + MAX_BYTES_PER_ELEMENT);
    }
  }

  private static TaskExecutor open() {
    return TaskExecutor.open(ExecutorConfig.defaults().withBackend("threads").withWorkers(2));
  }
}
