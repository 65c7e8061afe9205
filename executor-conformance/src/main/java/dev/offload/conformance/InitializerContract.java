package dev.offload.conformance;

import static dev.offload.conformance.Outcomes.assertMentions;
import static dev.offload.conformance.Outcomes.awaitDone;
import static dev.offload.conformance.Outcomes.failureOf;
import static dev.offload.conformance.Outcomes.messageOf;
import static dev.offload.conformance.Outcomes.valueOf;
import static dev.offload.conformance.Outcomes.valuesOf;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.offload.Action;
import dev.offload.BrokenExecutorException;
import dev.offload.Capability;
import dev.offload.TaskExecutor;
import dev.offload.TaskFuture;
import dev.offload.TaskStatus;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What runs in each worker before its first task: rule E2. */
public interface InitializerContract extends ContractSubject {
  @Test
  @Tag(OnePerRule.TAG)
  @DisplayName("E2: the initializer runs once in each worker, before its first task")
  default void initializer_ofEachWorker_runsOnceBeforeItsTasks(@TempDir Path directory) {
    requires(Capability.CONCURRENT);
    Marker log = Marker.in(directory);
    try (TaskExecutor executor = open(config -> config.workers(2).initializer(() -> log.mark("initialized")));
        Gate gate = Gate.in(directory)) {
      List<TaskFuture<String>> futures = IntStream.range(0, 20).mapToObj(number -> executor.submit(() -> {
        log.mark("task");
        gate.pass();
        return Tasks.worker();
      })).toList();
      gate.awaitArrivals(2);
      gate.open();

      int workers = new HashSet<>(valuesOf(futures)).size();

      assertEquals(2, workers);
      assertEquals("initialized", log.lines().get(0));
      assertEquals(2, log.lines().stream().filter("initialized"::equals).count(), log.lines()::toString);
      assertTrue(log.lines().lastIndexOf("initialized") <= 2, () -> "before the worker's first task: " + log.lines());
    }
  }

  @Test
  @DisplayName("E2: the initializer runs in a replacement too")
  default void initializer_ofAReplacement_runs(@TempDir Path directory) {
    Marker log = Marker.in(directory);
    try (TaskExecutor executor = open(config -> config.workers(1).maxTasksPerWorker(2).initializer(() -> log.mark("initialized")))) {
      for (int i = 0; i < 6; i++) {
        valueOf(executor.submit(() -> 1));
      }

      assertTrue(log.count() >= 3, () -> "initializers that ran: " + log.count());
    }
  }

  @Test
  @DisplayName("E2: where it fails, every pending future and every later submit gets BrokenExecutorException with the cause")
  default void initializer_thatThrows_breaksTheExecutor(@TempDir Path directory) {
    requires(Capability.CONCURRENT);
    try (Gate gate = Gate.in(directory); TaskExecutor executor = open(config -> config.initializer(failAt(gate)))) {
      List<TaskFuture<Integer>> pending = new ArrayList<>();
      for (int i = 0; i < 20; i++) {
        pending.add(executor.submit(Tasks::square, i));
      }

      gate.open();

      pending.forEach(InitializerContract::assertBroken);
      BrokenExecutorException refusal = assertThrows(BrokenExecutorException.class, () -> executor.submit(() -> 1));
      assertMentions(messageOf(refusal), "initializer");
      assertCausedByTheInitializer(refusal);
      assertThrows(BrokenExecutorException.class, () -> executor.map(Tasks::square, List.of(1)));
    }
  }

  private static Action failAt(Gate gate) {
    return () -> {
      gate.pass();
      throw new IOException("no database");
    };
  }

  private static void assertBroken(TaskFuture<?> future) {
    BrokenExecutorException failure = failureOf(BrokenExecutorException.class, future);
    assertEquals(TaskStatus.FAILED, future.status());
    assertMentions(messageOf(failure), "initializer", "no database");
    assertCausedByTheInitializer(failure);
  }

  private static void assertCausedByTheInitializer(BrokenExecutorException failure) {
    Throwable cause = failure.getCause();
    assertNotNull(cause, "the initializer's exception is the cause");
    assertEquals("no database", cause.getMessage());
    assertEquals(IOException.class, cause.getClass());
  }

  @Test
  @DisplayName("R2: the futures that a failed initializer breaks do not share one exception")
  default void initializer_thatThrows_givesEachFutureItsOwnException(@TempDir Path directory) {
    requires(Capability.CONCURRENT);
    try (Gate gate = Gate.in(directory); TaskExecutor executor = open(config -> config.workers(1).initializer(failAt(gate)))) {
      TaskFuture<Integer> first = executor.submit(() -> 1);
      TaskFuture<Integer> second = executor.submit(() -> 2);
      gate.open();

      BrokenExecutorException ofFirst = failureOf(BrokenExecutorException.class, first);
      BrokenExecutorException ofSecond = failureOf(BrokenExecutorException.class, second);

      assertNotSame(ofFirst, ofSecond);
      assertNotSame(ofFirst.getCause(), ofSecond.getCause(), "the causes too are objects of their own");
    }
  }

  @Test
  @DisplayName("E2: an initializer that throws an Error, or what cannot travel, breaks the executor all the same")
  default void initializer_thatThrowsAnything_breaksTheExecutor() {
    List<Action> initializers = List.of(
        () -> {
          throw new AssertionError("an error");
        },
        () -> Tasks.recurse(0),
        () -> {
          throw new Unsendable.SocketFailure("with a socket", new IOException("inside"));
        },
        () -> {
          throw new Nasty.Untouchable();
        });
    for (Action initializer : initializers) {
      try (TaskExecutor executor = open(config -> config.workers(1).initializer(initializer))) {
        assertNotNull(firstFailure(executor).getCause());
      }
    }
  }

  private static BrokenExecutorException firstFailure(TaskExecutor executor) {
    try {
      return failureOf(BrokenExecutorException.class, executor.submit(() -> 1));
    } catch (BrokenExecutorException e) {
      // A backend that runs nothing beside the caller is broken before submit returns.
      return e;
    }
  }

  @Test
  @DisplayName("E2: while an initializer hangs, tasks are PENDING, can be cancelled, and run once it is through")
  default void initializer_thatHangs_leavesTasksPending(@TempDir Path directory) {
    requires(Capability.CONCURRENT);
    try (Gate gate = Gate.in(directory); TaskExecutor executor = open(config -> config.workers(1).initializer(gate::pass))) {
      TaskFuture<Integer> first = executor.submit(() -> 1);
      TaskFuture<Integer> second = executor.submit(() -> 2);
      gate.awaitArrivals(1);

      TaskStatus status = first.status();
      boolean cancelled = second.cancel(false);
      gate.open();

      assertEquals(TaskStatus.PENDING, status);
      assertTrue(cancelled);
      assertEquals(1, valueOf(first));
    }
  }

  @Test
  @DisplayName("E2: a broken executor can be closed, and its bridge says that it is broken")
  default void close_ofABrokenExecutor_ends(@TempDir Path directory) throws InterruptedException {
    requires(Capability.CONCURRENT);
    try (Gate gate = Gate.in(directory); TaskExecutor executor = open(config -> config.initializer(failAt(gate)))) {
      TaskFuture<Integer> future = executor.submit(() -> 1);
      gate.open();
      awaitDone(List.of(future));

      executor.shutdown();

      assertTrue(executor.awaitTermination(PATIENCE));
      assertTrue(executor.isTerminated());
    }
  }
}
