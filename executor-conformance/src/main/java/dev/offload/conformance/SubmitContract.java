package dev.offload.conformance;

import static dev.offload.conformance.Outcomes.assertMentions;
import static dev.offload.conformance.Outcomes.messageOf;
import static dev.offload.conformance.Outcomes.valueOf;
import static dev.offload.conformance.Outcomes.valuesOf;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.offload.Action;
import dev.offload.Capability;
import dev.offload.ShutdownMode;
import dev.offload.Task;
import dev.offload.TaskBiFunction;
import dev.offload.TaskExecutor;
import dev.offload.TaskFunction;
import dev.offload.TaskFuture;
import dev.offload.TaskOptions;
import dev.offload.TaskStatus;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.RejectedExecutionException;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

/** Handing tasks over: rules C1 to C9. Here C1 to C3 and C7. */
public interface SubmitContract extends TaskFormContract, TransferContract, QueueContract, ConfigContract, BridgeContract {
  @Test
  @Tag(OnePerRule.TAG)
  @DisplayName("C1: submit returns while every worker is busy")
  default void submit_whileWorkersAreBusy_returnsAtOnce(@TempDir Path directory) {
    requires(Capability.CONCURRENT);
    try (TaskExecutor executor = open(1); Gate gate = Gate.in(directory)) {
      TaskFuture<String> running = Tasks.begin(executor, gate);

      List<TaskFuture<Integer>> futures = IntStream.range(0, 100)
          .mapToObj(number -> executor.submit(Tasks::square, number)).toList();

      assertEquals(TaskStatus.RUNNING, running.status());
      assertTrue(futures.stream().noneMatch(TaskFuture::isDone));
      gate.open();
      assertEquals(IntStream.range(0, 100).map(Tasks::square).boxed().toList(), valuesOf(futures));
    }
  }

  @Test
  @DisplayName("C1: many threads may submit at once")
  default void submit_fromManyThreads_runsEachTaskOnce(@TempDir Path directory) {
    requires(Capability.CONCURRENT);
    Marker marks = Marker.in(directory);
    try (TaskExecutor executor = open()) {
      List<Aside<List<String>>> submitters = IntStream.range(0, 4).mapToObj(thread -> Aside.start(() ->
          valuesOf(IntStream.range(0, 100)
              .mapToObj(number -> executor.submit(new Tasks.Mark(marks, thread + "-" + number))).toList()))).toList();

      submitters.forEach(Aside::result);

      assertEquals(400, marks.count());
      assertEquals(400, marks.lines().stream().distinct().count());
    }
  }

  @Test
  @Tag(OnePerRule.TAG)
  @DisplayName("C2: a null task is refused by submit, before any worker exists")
  default void submit_null_throwsBeforeAWorkerStarts(@TempDir Path directory) {
    Marker workers = Marker.in(directory);
    try (TaskExecutor executor = open(config -> config.initializer(() -> workers.mark("started")))) {
      Task<Integer> task = nothing();
      Callable<Integer> callable = nothing();
      Action action = nothing();
      TaskFunction<Integer, Integer> function = nothing();
      TaskBiFunction<Integer, Integer, Integer> ofTwo = nothing();
      List<Executable> submits = List.of(
          () -> executor.submit(task),
          () -> executor.submit(callable),
          () -> executor.submit(action),
          () -> executor.submit(function, 1),
          () -> executor.submit(ofTwo, 1, 2),
          () -> executor.submit(TaskOptions.named("nothing"), task),
          () -> executor.map(function, List.of(1)),
          () -> executor.map(ofTwo, List.of(1), List.of(2)),
          () -> executor.mapUnordered(function, List.of(1)));

      submits.forEach(submit -> assertThrows(NullPointerException.class, submit));

      assertEquals(0, workers.count(), "workers that were started");
      assertEquals(1, valueOf(executor.submit(() -> 1)), "the executor goes on");
    }
  }

  private static <T extends @Nullable Object> T nothing() {
    return null;
  }

  @Test
  @DisplayName("C2: null is a legal argument and a legal result")
  default void submit_nullValues_passThrough() {
    try (TaskExecutor executor = open()) {
      TaskFuture<@Nullable Object> same = executor.submit(Tasks::same, null);
      TaskFuture<Boolean> bothNull = executor.submit((first, second) -> first == null && second == null, null, null);
      TaskFuture<@Nullable Void> action = executor.submit(() -> { });

      assertNull(valueOf(same));
      assertNull(same.resultNow());
      assertMentions(same.toString(), "finished returned null");
      assertTrue(valueOf(bothNull));
      assertNull(valueOf(action));
      assertEquals(Arrays.asList(1, null, 3), executor.map(Tasks::same, Arrays.asList(1, null, 3)).toList());
    }
  }

  @Test
  @Tag(OnePerRule.TAG)
  @DisplayName("C3: after shutdown, submit and map are rejected and say why")
  default void submit_afterShutdown_isRejected() {
    for (ShutdownMode mode : ShutdownMode.values()) {
      try (TaskExecutor executor = open()) {
        executor.shutdown(mode);
        List<Executable> submits = List.of(
            () -> executor.submit(() -> 1),
            () -> executor.submit(() -> { }),
            () -> executor.submit((Callable<Integer>) new TaskForms.Constant(1)),
            () -> executor.submit(Tasks::square, 1),
            () -> executor.submit(Integer::sum, 1, 2),
            () -> executor.map(Tasks::square, List.of(1)),
            () -> executor.map(Integer::sum, List.of(1), List.of(2)),
            () -> executor.mapUnordered(Tasks::square, List.of(1)));

        for (Executable submit : submits) {
          RejectedExecutionException refusal = assertThrows(RejectedExecutionException.class, submit);
          assertMentions(messageOf(refusal), "shut down");
        }
      }
    }
  }

  @Test
  @DisplayName("C3: a task accepted before the shutdown still runs, one after it does not")
  default void submit_afterShutdownWhileTasksRun_isRejected(@TempDir Path directory) {
    requires(Capability.CONCURRENT);
    try (TaskExecutor executor = open(1); Gate gate = Gate.in(directory)) {
      TaskFuture<String> running = Tasks.begin(executor, gate);
      TaskFuture<Integer> waiting = executor.submit(() -> 1);
      executor.shutdown();

      assertThrows(RejectedExecutionException.class, () -> executor.submit(() -> 2));

      gate.open();
      assertEquals("held", valueOf(running));
      assertEquals(1, valueOf(waiting));
    }
  }

  @Test
  @DisplayName("C7: tasks start in order of submission")
  default void tasks_ofOnePriority_startInOrderOfSubmission(@TempDir Path directory) {
    Marker marks = Marker.in(directory);
    List<String> lines = IntStream.range(0, 200).mapToObj(Integer::toString).toList();
    try (TaskExecutor executor = open(1)) {
      valuesOf(lines.stream().map(line -> executor.submit(new Tasks.Mark(marks, line))).toList());

      assertEquals(lines, marks.lines());
    }
  }

  @Test
  @Tag(OnePerRule.TAG)
  @DisplayName("C7: higher priority starts first, then order of submission")
  default void tasks_ofSeveralPriorities_startHighestFirst(@TempDir Path directory) {
    requires(Capability.CONCURRENT);
    Marker marks = Marker.in(directory);
    try (TaskExecutor executor = open(1); Gate gate = Gate.in(directory)) {
      Tasks.begin(executor, gate);
      List<TaskFuture<String>> futures = new ArrayList<>();
      for (int i = 0; i < 12; i++) {
        int priority = i % 3 - 1;
        futures.add(executor.submit(TaskOptions.defaults().withPriority(priority), new Tasks.Mark(marks, priority + ":" + i)));
      }

      gate.open();
      valuesOf(futures);

      assertEquals(List.of("1:2", "1:5", "1:8", "1:11", "0:1", "0:4", "0:7", "0:10", "-1:0", "-1:3", "-1:6", "-1:9"), marks.lines());
    }
  }
}
