package dev.offload.conformance;

import static dev.offload.conformance.Eventually.eventually;
import static dev.offload.conformance.Outcomes.assertMentions;
import static dev.offload.conformance.Outcomes.failureOf;
import static dev.offload.conformance.Outcomes.messageOf;
import static dev.offload.conformance.Outcomes.valueOf;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.offload.Capability;
import dev.offload.TaskExecutor;
import dev.offload.TaskFuture;
import dev.offload.TaskTransferException;
import java.lang.reflect.Array;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tasks and results that are larger than the heap at the other end: rules C5 and R4 where each worker has a heap of its own. */
public interface HeapPressureContract extends ContractSubject {
  /** The bytes of a large argument or result; an idle worker has less than that in use. */
  int LARGE = 24 << 20;

  /** One that fits into the worker of {@link #smallHeapConfig} as bytes but not as numbers too, and one that does not fit at all. */
  private static List<Object> tooLargeForAWorker() {
    return List.of(new long[(20 << 20) / Long.BYTES], new byte[100 << 20]);
  }

  /** Every task in a program with 64 MiB of heap, as it ended. */
  private List<String> endsInASmallProgram(String what, Path directory) {
    Marker marks = Marker.in(directory);
    Path output = directory.resolve("output");
    List<String> options = new ArrayList<>(Program.settingsOf(config()));
    options.add("-Xmx64m");
    Process program = Program.start(SmallHeapProgram.class, options, Map.of("OFFLOAD_WORKERS", "1"), output, what, marks.path());
    try {
      assertEquals("", Program.awaitEnd(program, output));
    } finally {
      program.destroyForcibly();
    }
    return marks.lines();
  }

  private static void assertTransferFailure(String end, String... parts) {
    assertMentions(end, TaskTransferException.class.getSimpleName(), "heap", "64 MiB");
    assertMentions(end, (Object[]) parts);
  }

  @Test
  @DisplayName("R4: a result that does not fit into the free heap of its reader fails its own future, and the same worker goes on")
  default void result_largerThanTheFreeHeap_failsAlone(@TempDir Path directory) {
    requires(Capability.CONCURRENT, Capability.OWN_HEAP);

    List<String> ends = endsInASmallProgram("large", directory);

    assertEquals(5, ends.size(), ends::toString);
    assertTransferFailure(ends.get(1), "decode: ");
    assertTransferFailure(ends.get(2), "receive: ");
    assertEquals(ends.get(0), ends.get(4), "the process that ran the next task");
  }

  @Test
  @DisplayName("R4: when results have piled up until the heap is full, each further one fails alone, and small ones still come")
  default void results_afterTheHeapIsFull_failOneByOne(@TempDir Path directory) {
    requires(Capability.CONCURRENT, Capability.OWN_HEAP);

    List<String> ends = endsInASmallProgram("pile", directory);

    assertEquals(6, ends.size(), ends::toString);
    ends.subList(1, 4).forEach(end -> assertTransferFailure(end, "one more: "));
    int held = Integer.parseInt(ends.get(4).substring("held ".length()));
    assertTrue(held >= 4 && held < 16, () -> "results of 4 MiB in 64 MiB: " + held);
    assertEquals(ends.get(0), ends.get(5), "the process that ran the next task");
  }

  @Test
  @DisplayName("C5: a task that does not fit into the heap of its worker fails its own future, and the executor goes on")
  default void task_largerThanTheHeapOfItsWorker_failsAlone() {
    requires(Capability.CONCURRENT, Capability.OWN_HEAP);
    try (TaskExecutor executor = open(smallHeapConfig().withWorkers(1))) {
      for (Object load : tooLargeForAWorker()) {
        TaskFuture<Integer> large = executor.submit(Array::getLength, load);
        final TaskFuture<Integer> next = executor.submit(Tasks::square, 2);

        TaskTransferException failure = failureOf(TaskTransferException.class, large);

        assertMentions(messageOf(failure), "heap");
        assertEquals(4, valueOf(next));
      }
    }
  }

  @Test
  @DisplayName("R7: once a large result was taken nobody holds its bytes, though the worker that sent it has nothing else to say")
  default void result_largeAndTaken_leavesNoBytes() {
    requires(Capability.OWN_HEAP);
    try (TaskExecutor executor = open(1)) {
      valueOf(executor.submit(() -> new byte[1]));
      long before = Footprint.heapAfterCollection();

      assertEquals(LARGE, valueOf(executor.submit(() -> new byte[LARGE])).length);

      eventually(() -> Footprint.heapAfterCollection() - before < LARGE / 2, () -> "an end of " + LARGE + " bytes in the heap");
    }
  }

  @Test
  @DisplayName("R7: once a task with a large argument is done its worker holds no bytes of it, though no other task came")
  default void argument_largeAndDone_leavesNoBytes(@TempDir Path directory) {
    requires(Capability.CONCURRENT, Capability.OWN_HEAP);
    Marker heaps = Marker.in(directory);
    try (TaskExecutor executor = open(1); Gate gate = Gate.in(directory)) {
      int length = valueOf(executor.submit((load, done) -> {
        measureAfter(done, heaps);
        return load.length;
      }, new byte[LARGE], gate));

      gate.open();

      assertEquals(LARGE, length);
      eventually(() -> heaps.count() == 1, "a look at the heap of the worker");
      assertTrue(Long.parseLong(heaps.lines().get(0)) < LARGE, () -> "heap in use in the worker: " + heaps.lines());
    }
  }

  /** In a worker: marks, from a thread that stays behind, what is in use when the task is done. */
  private static void measureAfter(Gate done, Marker heaps) {
    Thread observer = new Thread(() -> {
      try {
        done.pass();
        heaps.mark(Footprint.heapAfterCollection());
      } catch (InterruptedException e) {
        heaps.mark(e);
      }
    }, "observer");
    observer.setDaemon(true);
    observer.start();
  }
}
