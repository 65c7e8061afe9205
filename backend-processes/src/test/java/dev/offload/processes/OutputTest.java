package dev.offload.processes;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.offload.OutputLine;
import dev.offload.OutputLine.Stream;
import dev.offload.TaskExecutor;
import dev.offload.TaskOptions;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What tasks print, on its way to the listener. */
class OutputTest {
  private final List<OutputLine> lines = Collections.synchronizedList(new ArrayList<>());

  @Test
  void lines_ofATask_nameWorkerTaskAndStream() throws Exception {
    try (TaskExecutor executor = open()) {
      executor.submit(TaskOptions.named("talker"), () -> {
        System.out.println("to out, with ünïcode");
        System.err.println("to err");
      }).get();
    }

    await().atMost(Processes.PATIENCE).until(() -> lines.size() == 2);
    assertTrue(lines.contains(line("talker", Stream.STDOUT, "to out, with ünïcode")), lines.toString());
    assertTrue(lines.contains(line("talker", Stream.STDERR, "to err")), lines.toString());
  }

  @Test
  void line_leftUnfinished_belongsToItsTask() throws Exception {
    try (TaskExecutor executor = open()) {
      executor.submit(TaskOptions.named("first"), () -> System.out.print("unfinished")).get();
      executor.submit(TaskOptions.named("second"), () -> System.out.println("whole")).get();
    }

    assertEquals(
        List.of(line("first", Stream.STDOUT, "unfinished"), line("second", Stream.STDOUT, "whole")), List.copyOf(lines));
  }

  @Test
  void manyLines_allArriveInOrder() throws Exception {
    int count = 100_000;
    try (TaskExecutor executor = open()) {
      executor.submit(TaskOptions.named("chatter"), () -> IntStream.range(0, count).forEach(System.out::println)).get();
    }

    List<String> expected = IntStream.range(0, count).mapToObj(Integer::toString).toList();
    assertEquals(expected, lines.stream().map(OutputLine::text).toList());
  }

  @Test
  void stdin_ofATask_isAtItsEnd() throws Exception {
    try (TaskExecutor executor = open()) {
      assertEquals(-1, executor.submit(() -> System.in.read()).get());
    }
  }

  @Test
  void stdout_closedByATask_harmsNothing() throws Exception {
    try (TaskExecutor executor = open()) {
      executor.submit(() -> System.out.close()).get();

      assertEquals(42, executor.submit(() -> 42).get());
    }
  }

  @Test
  void listener_thatThrows_getsTheNextLineToo() throws Exception {
    try (TaskExecutor executor = Processes.open(settings -> settings.outputListener(line -> {
      lines.add(line);
      throw new IllegalStateException("the listener's own fault");
    }))) {
      executor.submit(() -> {
        System.out.println("one");
        System.out.println("two");
      }).get();
    }

    assertEquals(List.of("one", "two"), lines.stream().map(OutputLine::text).toList());
  }

  @Test
  void listener_thatThrowsAnError_getsTheNextLineToo() throws Exception {
    try (TaskExecutor executor = Processes.open(settings -> settings.outputListener(line -> {
      lines.add(line);
      throw new AssertionError("the listener's own fault");
    }))) {
      executor.submit(() -> {
        System.out.println("one");
        System.out.println("two");
      }).get();
    }

    assertEquals(List.of("one", "two"), lines.stream().map(OutputLine::text).toList());
  }

  private TaskExecutor open() {
    return Processes.open(settings -> settings.outputListener(lines::add));
  }

  private static OutputLine line(String task, Stream stream, String text) {
    return new OutputLine("worker-1", Optional.of(task), stream, text);
  }
}
