package dev.offload.conformance;

import static dev.offload.conformance.Outcomes.assertMentions;
import static dev.offload.conformance.Outcomes.awaitDone;
import static dev.offload.conformance.Outcomes.failureOf;
import static dev.offload.conformance.Outcomes.messageOf;
import static dev.offload.conformance.Outcomes.valueOf;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.offload.Capability;
import dev.offload.RemoteTaskException;
import dev.offload.Task;
import dev.offload.TaskExecutor;
import dev.offload.TaskFuture;
import dev.offload.TaskStatus;
import dev.offload.TaskTransferException;
import java.io.IOException;
import java.net.Socket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What tasks may throw and return: rules R3 and R4. */
public interface FailureContract extends ContractSubject {
  /** Submits to an executor with one worker, and proves that the worker lived through it. */
  private <X extends Throwable> X failureWithTheSameWorkerAfter(Class<X> type, Task<?> task) {
    try (TaskExecutor executor = open(1)) {
      String before = valueOf(executor.submit(Tasks::worker));

      TaskFuture<?> future = executor.submit(task);

      final X failure = failureOf(type, future);
      assertEquals(TaskStatus.FAILED, future.status());
      assertEquals(before, valueOf(executor.submit(Tasks::worker)), "the worker lives on");
      assertNotNull(future.toString());
      return failure;
    }
  }

  @Test
  @DisplayName("R3: a checked exception ends in the future")
  default void task_throwsCheckedException_failsItsFuture() {
    assertEquals("checked", failureWithTheSameWorkerAfter(IOException.class, () -> Tasks.fail("checked")).getMessage());
  }

  @Test
  @Tag(OnePerRule.TAG)
  @DisplayName("R3: an Error ends in the future")
  default void task_throwsError_failsItsFuture() {
    Error failure = failureWithTheSameWorkerAfter(AssertionError.class, () -> {
      throw new AssertionError("an error");
    });
    assertEquals("an error", failure.getMessage());
    failureWithTheSameWorkerAfter(LinkageError.class, () -> Nasty.Unloadable.VALUE);
  }

  @Test
  @DisplayName("R3: an exhausted stack ends in the future")
  default void task_exhaustsItsStack_failsItsFuture() {
    assertNotNull(failureWithTheSameWorkerAfter(StackOverflowError.class, () -> Tasks.recurse(0)));
  }

  @Test
  @DisplayName("R3: an InterruptedException and a CancellationException that a task throws are failures")
  default void task_throwsInterruptedException_failsItsFuture() {
    InterruptedException interrupted = failureWithTheSameWorkerAfter(InterruptedException.class, () -> {
      throw new InterruptedException("by nobody");
    });
    CancellationException cancelled = failureWithTheSameWorkerAfter(CancellationException.class, () -> {
      throw new CancellationException("by the task");
    });
    assertEquals("by nobody", interrupted.getMessage());
    assertEquals("by the task", cancelled.getMessage());
  }

  @Test
  @DisplayName("R3: exceptions whose own methods throw, recurse, lack a stack or form a circle end in the future")
  default void task_throwsNastyException_failsItsFuture() {
    failureWithTheSameWorkerAfter(Throwable.class, () -> {
      throw new Nasty.Untouchable();
    });
    failureWithTheSameWorkerAfter(Throwable.class, () -> {
      throw new Nasty.Recursive();
    });
    assertMentions(messageOf(failureWithTheSameWorkerAfter(Throwable.class, () -> {
      throw new Nasty.Stackless();
    })), "stackless");
    assertEquals("outer", failureWithTheSameWorkerAfter(RuntimeException.class, () -> {
      throw Nasty.circular();
    }).getMessage());
  }

  @Test
  @DisplayName("R3: a task that leaves its thread's interrupt flag up disturbs no other")
  default void task_leavesTheInterruptFlagUp_disturbsNoOther() {
    try (TaskExecutor executor = open(1)) {
      List<TaskFuture<Boolean>> flags = new ArrayList<>();
      for (int i = 0; i < 50; i++) {
        executor.submit(() -> Thread.currentThread().interrupt());
        flags.add(executor.submit(() -> Thread.interrupted()));
      }
      flags.forEach(flag -> assertFalse(valueOf(flag), "the flag was up when the next task began"));
    }
  }

  @Test
  @DisplayName("R3: a thousand failures cost no worker")
  default void tasks_thousandFailures_costNoWorker(@TempDir Path directory) {
    Marker started = Marker.in(directory);
    try (TaskExecutor executor = open(config -> config.initializer(() -> started.mark("started")))) {
      List<TaskFuture<Object>> futures = new ArrayList<>();
      for (int i = 0; i < ROUNDS; i++) {
        String message = "failure " + i;
        futures.add(executor.submit(() -> Tasks.fail(message)));
      }
      awaitDone(futures);
      for (int i = 0; i < ROUNDS; i++) {
        assertEquals("failure " + i, failureOf(IOException.class, futures.get(i)).getMessage());
      }
    }
    assertTrue(started.count() <= 2, () -> "workers that were started: " + started.count());
  }

  @Test
  @DisplayName("R4: a throwable that cannot travel arrives as RemoteTaskException with class, message and trace")
  default void failure_thatCannotTravel_arrivesAsAStandIn() {
    try (TaskExecutor executor = openCopying(1)) {
      TaskFuture<Object> future = executor.submit(FailureContract::failWithASocket);

      RemoteTaskException failure = failureOf(RemoteTaskException.class, future);
      assertEquals(Unsendable.SocketFailure.class.getName(), failure.originalClassName());
      assertEquals("holds a socket", failure.originalMessage());
      assertMentions(messageOf(failure), "SocketFailure", "holds a socket");
      assertEquals("the cause", failure.getCause().getMessage());
      assertTrue(Arrays.stream(failure.getStackTrace()).anyMatch(frame -> frame.getMethodName().equals("failWithASocket")),
          () -> "the remote trace is in " + Arrays.toString(failure.getStackTrace()));
      assertEquals(1, valueOf(executor.submit(() -> 1)), "the executor goes on");
    }
  }

  private static Object failWithASocket() throws Unsendable.SocketFailure {
    throw new Unsendable.SocketFailure("holds a socket", new IOException("the cause"));
  }

  @Test
  @Tag(OnePerRule.TAG)
  @DisplayName("R4: a result that cannot be encoded fails that task only")
  default void result_thatCannotBeEncoded_failsItsTaskOnly() {
    try (TaskExecutor executor = openCopying(1)) {
      final String worker = valueOf(executor.submit(Tasks::worker));
      TaskFuture<Object> bad = executor.submit(() -> new Socket());
      TaskFuture<Object> deep = executor.submit(() -> Unsendable.Session.open());

      assertMentions(messageOf(failureOf(TaskTransferException.class, bad)), "java.net.Socket");
      assertMentions(messageOf(failureOf(TaskTransferException.class, deep)), "connection.socket : java.net.Socket");
      assertEquals(worker, valueOf(executor.submit(Tasks::worker)), "the worker lives on");
    }
  }

  @Test
  @DisplayName("R4: a result that cannot be decoded fails that task only")
  default void result_thatCannotBeDecoded_failsItsTaskOnly() {
    requires(Capability.OWN_HEAP);
    try (TaskExecutor executor = open(1)) {
      final String worker = valueOf(executor.submit(Tasks::worker));
      TaskFuture<Object> bad = executor.submit(() -> Unsendable.HomeBound.here());

      assertMentions(messageOf(failureOf(TaskTransferException.class, bad)), "HomeBound");
      assertEquals(worker, valueOf(executor.submit(Tasks::worker)), "the worker lives on");
    }
  }

  @Test
  @DisplayName("R4: an argument that cannot be decoded fails that task only")
  default void argument_thatCannotBeDecoded_failsItsTaskOnly() {
    requires(Capability.OWN_HEAP);
    try (TaskExecutor executor = open(1)) {
      final String worker = valueOf(executor.submit(Tasks::worker));
      TaskFuture<Long> bad = executor.submit(Unsendable.HomeBound::pid, Unsendable.HomeBound.here());

      assertMentions(messageOf(failureOf(TaskTransferException.class, bad)), "HomeBound");
      assertEquals(worker, valueOf(executor.submit(Tasks::worker)), "the worker lives on");
    }
  }
}
