package dev.offload.conformance;

import static dev.offload.conformance.Outcomes.assertCancelled;
import static dev.offload.conformance.Outcomes.awaitDone;
import static dev.offload.conformance.Outcomes.failureOf;
import static dev.offload.conformance.Outcomes.valueOf;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.common.util.concurrent.MoreExecutors;
import dev.offload.Capability;
import dev.offload.TaskExecutor;
import dev.offload.TaskFuture;
import dev.offload.TaskOptions;
import dev.offload.TaskStatus;
import dev.offload.TaskTimeoutException;
import dev.offload.WorkerLostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The part of rule S1 that only many races show: one of several outcomes wins, and is seen by all. */
public interface RaceContract extends ContractSubject {
  @Test
  @DisplayName("S1: value against cancel, thousands of times: one outcome, told once")
  default void future_valueAgainstCancel_hasOneOutcome() {
    requires(Capability.CONCURRENT);
    AtomicIntegerArray told = new AtomicIntegerArray(RACES);
    List<TaskFuture<Integer>> futures = new ArrayList<>();
    List<Boolean> cancelled = new ArrayList<>();
    try (TaskExecutor executor = open()) {
      for (int i = 0; i < RACES; i++) {
        int number = i;
        TaskFuture<Integer> future = executor.submit(Tasks::same, number);
        future.addListener(() -> told.incrementAndGet(number), MoreExecutors.directExecutor());
        futures.add(future);
        cancelled.add(i % 3 > 0 && future.cancel(i % 3 == 1));
      }
      awaitDone(futures);
    }
    for (int i = 0; i < RACES; i++) {
      assertEquals(cancelled.get(i) ? TaskStatus.CANCELLED : TaskStatus.SUCCEEDED, futures.get(i).status(), "of task " + i);
      assertOutcomeHolds(i, futures.get(i));
      assertEquals(1, told.get(i), "listener calls of task " + i);
    }
  }

  private static void assertOutcomeHolds(int expected, TaskFuture<Integer> future) {
    if (future.status() == TaskStatus.CANCELLED) {
      assertCancelled(future);
    } else {
      assertEquals(expected, valueOf(future));
    }
  }

  @Test
  @DisplayName("S1: two cancels against each other, 1,000 times: one of them is told true")
  default void cancel_fromTwoThreads_isTrueForOne() {
    requires(Capability.CONCURRENT);
    try (TaskExecutor executor = open(1)) {
      for (int i = 0; i < ROUNDS; i++) {
        TaskFuture<Integer> future = executor.submit(() -> 1);
        try (Aside<Boolean> other = Aside.start(() -> future.cancel(true))) {
          boolean mine = future.cancel(true);
          int winners = (mine ? 1 : 0) + (other.result() ? 1 : 0);
          awaitDone(List.of(future));
          assertEquals(future.isCancelled() ? 1 : 0, winners, "cancels that were told true, in round " + i);
        }
      }
    }
  }

  @Test
  @DisplayName("S1: time-out against value, 1,000 times: one outcome, and it stays")
  default void future_timeoutAgainstValue_hasOneOutcome() {
    requires(Capability.CONCURRENT);
    TaskOptions options = TaskOptions.defaults().withTimeout(Duration.ofMillis(1));
    List<TaskFuture<Integer>> futures = new ArrayList<>();
    List<TaskStatus> first = new ArrayList<>();
    try (TaskExecutor executor = open()) {
      for (int i = 0; i < ROUNDS; i++) {
        futures.add(executor.submit(options, RaceContract::afterAMillisecond, i));
      }
      for (TaskFuture<Integer> future : futures) {
        awaitDone(List.of(future));
        first.add(future.status());
      }
    }
    for (int i = 0; i < ROUNDS; i++) {
      assertEquals(first.get(i), futures.get(i).status(), "of task " + i);
      if (first.get(i) == TaskStatus.SUCCEEDED) {
        assertEquals(i, valueOf(futures.get(i)));
      } else {
        failureOf(TaskTimeoutException.class, futures.get(i));
      }
    }
  }

  private static int afterAMillisecond(int number) {
    LockSupport.parkNanos(1_000_000);
    return number;
  }

  @Test
  @DisplayName("S1: worker's death against value: the value, or the loss of the worker")
  default void future_deathAgainstValue_hasOneOutcome() {
    requires(Capability.CONCURRENT, Capability.SURVIVES_CRASHES);
    try (TaskExecutor executor = open()) {
      List<TaskFuture<Integer>> futures = new ArrayList<>();
      for (int i = 0; i < 20; i++) {
        futures.add(executor.submit(RaceContract::returnAndDie, i));
      }
      awaitDone(futures);
      for (int i = 0; i < futures.size(); i++) {
        if (futures.get(i).status() == TaskStatus.SUCCEEDED) {
          assertEquals(i, valueOf(futures.get(i)));
        } else {
          failureOf(WorkerLostException.class, futures.get(i));
        }
      }
      int next = valueOf(executor.submit(TaskOptions.defaults().withRetries(5), () -> 1));
      assertEquals(1, next, "the executor goes on");
    }
  }

  private static int returnAndDie(int number) {
    Thread death = new Thread(() -> {
      LockSupport.parkNanos(number * 100_000L);
      Runtime.getRuntime().halt(3);
    });
    death.start();
    return number;
  }
}
