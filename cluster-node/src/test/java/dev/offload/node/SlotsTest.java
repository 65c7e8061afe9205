package dev.offload.node;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.offload.TaskExecutor;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How many workers a node takes in. */
class SlotsTest {
  private static final int SLOTS = 2;
  private static final int WORKERS = 12;
  private static final int EXECUTORS = 3;

  @TempDir
  Path directory;

  @Test
  @Tag("full")
  void workers_moreThanSlots_haveToWait() throws Exception {
    try (NodeProcess node = NodeProcess.begin(directory, "--slots=" + SLOTS).awaitStart()) {
      // Which of them come at the same moment is chance.
      for (int i = 0; i < EXECUTORS; i++) {
        assertTakesInNoMore(node);
      }
    }
  }

  private static void assertTakesInNoMore(NodeProcess node) {
    List<Integer> numbers = IntStream.range(0, 5 * WORKERS).boxed().toList();
    long before = begunOn(node);
    try (TaskExecutor executor = TaskExecutor.open(node.config().withWorkers(WORKERS).toBuilder().prestart(true).build())) {
      assertEquals(numbers, executor.map(SlotsTest::sleepOver, numbers).toList());

      assertEquals(SLOTS, begunOn(node) - before, node::output);
    }
  }

  private static long begunOn(NodeProcess node) {
    return node.output().lines().filter(line -> line.endsWith(", begins")).count();
  }

  private static int sleepOver(int number) throws InterruptedException {
    Thread.sleep(20);
    return number;
  }
}
