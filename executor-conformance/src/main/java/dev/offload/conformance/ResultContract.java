package dev.offload.conformance;

import static dev.offload.conformance.Outcomes.awaitDone;
import static dev.offload.conformance.Outcomes.failureOf;
import static dev.offload.conformance.Outcomes.valueOf;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.offload.Capability;
import dev.offload.TaskExecutor;
import dev.offload.TaskFuture;
import dev.offload.TaskOptions;
import dev.offload.TaskStatus;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Results and failures: rules R1 to R8. Here R1, R2 and R5. */
public interface ResultContract extends ResultNowContract, FailureContract, MemoryContract {
  @Test
  @DisplayName("R1: get throws what the task threw: class, message, cause and suppressed")
  default void get_ofAFailedTask_throwsItsFailure() {
    try (TaskExecutor executor = open()) {
      TaskFuture<Object> future = executor.submit(() -> Tasks.fail("broken"));

      IOException failure = failureOf(IOException.class, future);

      assertEquals(IOException.class, failure.getClass());
      assertEquals("broken", failure.getMessage());
      assertEquals(IllegalArgumentException.class, failure.getCause().getClass());
      assertEquals("the cause", failure.getCause().getMessage());
      assertEquals(1, failure.getSuppressed().length);
      assertEquals("the suppressed", failure.getSuppressed()[0].getMessage());
    }
  }

  @Test
  @Tag(OnePerRule.TAG)
  @DisplayName("R1: the trace is that of where the task ran, followed by where it was submitted")
  default void trace_ofAFailedTask_endsWhereItWasSubmitted() {
    try (TaskExecutor executor = open()) {
      TaskFuture<Object> future = executor.submit(() -> Tasks.fail("broken"));

      List<String> trace = Arrays.stream(failureOf(IOException.class, future).getStackTrace())
          .map(frame -> frame.getClassName() + "." + frame.getMethodName()).toList();

      int ran = trace.indexOf(Tasks.class.getName() + ".fail");
      int submitted = trace.lastIndexOf(ResultContract.class.getName() + ".trace_ofAFailedTask_endsWhereItWasSubmitted");
      assertEquals(0, ran, () -> "the task's own frame comes first in " + trace);
      assertTrue(submitted > ran, () -> "the submitting method comes later in " + trace);
    }
  }

  @Test
  @DisplayName("R1: the trace tells the place also where many tasks are submitted in one burst")
  default void traces_ofABurst_endWhereItWasSubmitted() {
    try (TaskExecutor executor = open()) {
      List<TaskFuture<Object>> futures = new ArrayList<>();
      for (int i = 0; i < 500; i++) {
        futures.add(executor.submit(() -> Tasks.fail("broken")));
      }

      for (TaskFuture<Object> future : futures) {
        StackTraceElement[] trace = failureOf(IOException.class, future).getStackTrace();
        StackTraceElement mark = trace[trace.length - 2];
        StackTraceElement place = trace[trace.length - 1];
        assertTrue(mark.toString().startsWith("offload.submitted(as " + future.name()), mark::toString);
        assertEquals("traces_ofABurst_endWhereItWasSubmitted", place.getMethodName());
      }
    }
  }

  @Test
  @DisplayName("R1: a blocked get is woken by the value")
  default void get_whileTheTaskRuns_isWokenByItsValue(@TempDir Path directory) {
    requires(Capability.CONCURRENT);
    try (TaskExecutor executor = open(1); Gate gate = Gate.in(directory)) {
      TaskFuture<String> future = Tasks.begin(executor, gate);
      try (Aside<String> getting = Aside.start(future::get);
          Aside<String> timed = Aside.start(() -> future.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS))) {
        getting.awaitBlocked();
        timed.awaitBlocked();

        gate.open();

        assertEquals("held", getting.result());
        assertEquals("held", timed.result());
      }
    }
  }

  @Test
  @DisplayName("R1: a blocked get is woken by the failure, and by the cancellation")
  default void get_whileTheTaskRuns_isWokenByItsFailure(@TempDir Path directory) {
    requires(Capability.CONCURRENT);
    try (TaskExecutor executor = open(1); Gate gate = Gate.in(directory)) {
      TaskFuture<Object> failing = executor.submit(() -> {
        gate.pass();
        return Tasks.fail("broken");
      });
      TaskFuture<Integer> waiting = executor.submit(() -> 1);
      try (Aside<Object> gettingFailure = Aside.start(failing::get); Aside<Integer> gettingCancelled = Aside.start(waiting::get)) {
        gettingFailure.awaitBlocked();
        gettingCancelled.awaitBlocked();

        waiting.cancel(false);
        gettingCancelled.failure(CancellationException.class);
        gate.open();

        assertEquals("broken", gettingFailure.failure(ExecutionException.class).getCause().getMessage());
      }
    }
  }

  @Test
  @Tag(OnePerRule.TAG)
  @DisplayName("R2: each get throws its own ExecutionException, and reading changes nothing")
  default void get_twice_throwsTwoExceptions() {
    try (TaskExecutor executor = open()) {
      TaskFuture<Object> future = executor.submit(() -> Tasks.fail("broken"));
      ExecutionException first = assertThrows(ExecutionException.class, future::get);
      StackTraceElement[] traceAtFirst = first.getCause().getStackTrace();

      ExecutionException second = assertThrows(ExecutionException.class, future::get);

      assertNotSame(first, second);
      assertArrayEquals(traceAtFirst, first.getCause().getStackTrace());
      assertEquals(1, first.getCause().getSuppressed().length);
      assertEquals("the cause", second.getCause().getCause().getMessage());
      assertTrue(Arrays.stream(second.getStackTrace()).anyMatch(frame -> frame.getMethodName().startsWith("get_twice")),
          "the trace of the exception is that of the get");
    }
  }

  @Test
  @DisplayName("R2: tasks that throw one and the same object do not share it")
  default void failure_thrownByTwoTasks_isNotShared() {
    try (TaskExecutor executor = open(1)) {
      TaskFuture<Object> first = executor.submit(Tasks::failShared);
      IllegalStateException ofFirst = failureOf(IllegalStateException.class, first);
      StackTraceElement[] traceAtFirst = ofFirst.getStackTrace();

      TaskFuture<Object> second = executor.submit(TaskOptions.named("second"), Tasks::failShared);

      IllegalStateException ofSecond = failureOf(IllegalStateException.class, second);
      assertNotSame(ofFirst, ofSecond);
      assertArrayEquals(traceAtFirst, ofFirst.getStackTrace());
      assertEquals(ofFirst.getMessage(), ofSecond.getMessage());
    }
  }

  @Test
  @Tag(OnePerRule.TAG)
  @DisplayName("R5: get with a time-out throws, cancels nothing, and the value still comes")
  default void get_withTimeout_throwsAndCancelsNothing(@TempDir Path directory) {
    requires(Capability.CONCURRENT);
    try (TaskExecutor executor = open(1); Gate gate = Gate.in(directory)) {
      TaskFuture<String> future = Tasks.begin(executor, gate);

      assertThrows(TimeoutException.class, () -> future.get(20, TimeUnit.MILLISECONDS));
      assertThrows(TimeoutException.class, () -> future.get(0, TimeUnit.MILLISECONDS));
      assertThrows(TimeoutException.class, () -> future.get(-1, TimeUnit.SECONDS));

      assertEquals(TaskStatus.RUNNING, future.status());
      gate.open();
      assertEquals("held", valueOf(future));
    }
  }

  @Test
  @DisplayName("R5: get(0) polls: it gives what is there")
  default void get_withoutTime_polls() throws Exception {
    try (TaskExecutor executor = open()) {
      TaskFuture<Integer> value = executor.submit(() -> 1);
      TaskFuture<Object> failure = executor.submit(() -> Tasks.fail("broken"));
      awaitDone(List.of(value, failure));

      assertEquals(1, value.get(0, TimeUnit.SECONDS));
      assertThrows(ExecutionException.class, () -> failure.get(0, TimeUnit.SECONDS));
    }
  }

  @Test
  @DisplayName("R5: a task's own TimeoutException is a failure like any other")
  default void get_ofATaskThatThrowsTimeoutException_throwsExecutionException() {
    try (TaskExecutor executor = open()) {
      TaskFuture<Object> future = executor.submit(() -> {
        throw new TimeoutException("the task's own");
      });

      assertEquals("the task's own", failureOf(TimeoutException.class, future).getMessage());
      assertEquals(TaskStatus.FAILED, future.status());
    }
  }
}
