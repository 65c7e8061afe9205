package dev.offload.processes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.offload.TaskExecutor;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** {@code processes.maxWorkerHeapMb}: a leak is contained, and garbage is none. */
class HeapLimitTest {
  private static final List<byte[]> LEAKED = new ArrayList<>();
  private static final int MIB = 1 << 20;

  @Test
  @DisplayName("E1: a worker whose tasks leak is replaced before its heap is full, and every task has its result")
  void worker_whoseTasksLeak_isReplaced() throws Exception {
    Set<Long> workers = new HashSet<>();
    try (TaskExecutor executor = open()) {
      for (int i = 0; i < 100; i++) {
        workers.add(executor.submit(HeapLimitTest::leak, 4 * MIB).get());
      }
    }

    // 400 MiB went through a heap of 96: without replacement it would be full after 24 tasks.
    assertTrue(workers.size() >= 4, () -> "workers: " + workers.size());
  }

  @Test
  @DisplayName("E1: a worker whose tasks make garbage only is kept")
  void worker_whoseTasksMakeGarbage_isKept() throws Exception {
    Set<Long> workers = new HashSet<>();
    try (TaskExecutor executor = open()) {
      for (int i = 0; i < 100; i++) {
        workers.add(executor.submit(HeapLimitTest::litter, 40).get());
      }
    }

    assertEquals(1, workers.size());
  }

  @Test
  @DisplayName("C9: a limit that the heap cannot exceed is refused")
  void limit_notBelowTheHeap_isRefused() {
    IllegalArgumentException e = assertThrows(IllegalArgumentException.class,
        () -> Processes.open(settings -> settings.option("processes.heapMb", "64").option("processes.maxWorkerHeapMb", "64")));

    assertEquals("processes.maxWorkerHeapMb must be >= 1 and < processes.heapMb, which is 64, was 64", e.getMessage());
  }

  private static TaskExecutor open() {
    return Processes.open(settings -> settings
        .option("processes.heapMb", "96").option("processes.maxWorkerHeapMb", "40"));
  }

  private static long leak(int bytes) {
    LEAKED.add(new byte[bytes]);
    return ProcessHandle.current().pid();
  }

  /** Holds a third of the heap for a moment, so that some of it grows old. */
  private static long litter(int mib) {
    List<byte[]> garbage = new ArrayList<>();
    for (int i = 0; i < mib; i++) {
      garbage.add(new byte[MIB]);
    }
    return garbage.isEmpty() ? 0 : ProcessHandle.current().pid();
  }
}
