package dev.offload.conformance;

import static dev.offload.conformance.Outcomes.assertCancelled;
import static dev.offload.conformance.Outcomes.awaitDone;
import static dev.offload.conformance.Outcomes.awaitStopped;
import static dev.offload.conformance.Outcomes.valueOf;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.util.concurrent.Uninterruptibles;
import dev.offload.Capability;
import dev.offload.TaskExecutor;
import dev.offload.TaskFuture;
import dev.offload.TaskOptions;
import dev.offload.TaskStatus;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Cancellation and lateness in masses: rules K1 and K7. */
public interface CancelStormContract extends ContractSubject {
  @Test
  @DisplayName("K1: thousands of random cancels among as many tasks: all futures end, no task runs twice or after its cancel")
  default void cancel_stormOfThem_losesNoTask(@TempDir Path directory) {
    requires(Capability.CONCURRENT);
    Marker ran = Marker.in(directory);
    List<TaskFuture<String>> futures = new ArrayList<>();
    Set<Integer> cancelledWaiting = new HashSet<>();
    Random random = new Random(42);
    try (TaskExecutor executor = open()) {
      for (int i = 0; i < RACES; i++) {
        futures.add(executor.submit(new Tasks.Mark(ran, "" + i)));
        int victim = random.nextInt(i + 1);
        if (futures.get(victim).cancel(false)) {
          cancelledWaiting.add(victim);
        }
      }
      awaitDone(futures);
    }
    List<String> lines = ran.lines();
    Set<String> distinct = new HashSet<>(lines);
    assertEquals(lines.size(), distinct.size(), "no task ran twice");
    for (int i = 0; i < RACES; i++) {
      boolean cancelled = cancelledWaiting.contains(i);
      assertEquals(cancelled ? TaskStatus.CANCELLED : TaskStatus.SUCCEEDED, futures.get(i).status(), "of task " + i);
      assertEquals(!cancelled, distinct.contains("" + i), "whether task " + i + " ran");
    }
  }

  @Test
  @DisplayName("K3: a storm of interrupting cancels harms none of the tasks between them")
  default void cancelTrue_stormOfThem_harmsNoOther() {
    requires(Capability.CONCURRENT);
    try (TaskExecutor executor = open()) {
      for (int i = 0; i < ROUNDS; i++) {
        TaskFuture<Integer> victim = executor.submit(() -> {
          Thread.sleep(1_000);
          return 0;
        });
        TaskFuture<Integer> bystander = executor.submit(Tasks::square, i);
        boolean cancelled = victim.cancel(true);

        assertTrue(cancelled);
        assertCancelled(victim);
        assertEquals(i * i, valueOf(bystander));
      }
    }
  }

  @Test
  @Tag(OnePerRule.TAG)
  @DisplayName("K7: the late reply of a cancelled task completes no other future")
  default void reply_ofACancelledTask_isDropped(@TempDir Path directory) {
    requires(Capability.CONCURRENT);
    Marker marks = Marker.in(directory);
    try (TaskExecutor executor = open(config -> config.cancelGrace(PATIENCE))) {
      for (int i = 0; i < 20; i++) {
        try (Gate gate = Gate.in(directory)) {
          TaskFuture<String> late = Tasks.begin(executor, TaskOptions.defaults(), new Tasks.Stubborn(gate, marks), gate);
          assertTrue(late.cancel(true));
          gate.open();

          for (int j = 0; j < 5; j++) {
            assertEquals(j * j, valueOf(executor.submit(Tasks::square, j)));
          }
          awaitStopped(late);
          assertEquals(TaskStatus.CANCELLED, late.status());
        }
      }
    }
    assertEquals(20, marks.lines().stream().filter("ended"::equals).count(), "late ends");
  }

  @Test
  @DisplayName("K7: the late reply of a task that timed out completes no other future")
  default void reply_ofATimedOutTask_isDropped() {
    requires(Capability.CONCURRENT);
    TaskOptions options = TaskOptions.defaults().withTimeout(Duration.ofMillis(1));
    List<TaskFuture<String>> late = new ArrayList<>();
    List<TaskFuture<Integer>> others = new ArrayList<>();
    try (TaskExecutor executor = open()) {
      for (int i = 0; i < 300; i++) {
        late.add(executor.submit(options, CancelStormContract::lateReply, i));
        others.add(executor.submit(Tasks::square, i));
      }
      for (int i = 0; i < others.size(); i++) {
        assertEquals(i * i, valueOf(others.get(i)));
      }
      awaitDone(late);
    }
    assertFalse(late.stream().anyMatch(TaskFuture::isCancelled));
    assertTrue(late.stream().anyMatch(future -> future.status() == TaskStatus.FAILED), "some timed out");
  }

  /** Takes longer than a millisecond, and answers all the same. Each tenth leaves the processor to the clock that has to be seen. */
  private static String lateReply(int number) {
    if (number % 10 == 0) {
      Uninterruptibles.sleepUninterruptibly(Duration.ofMillis(20));
    }
    long start = System.nanoTime();
    while (System.nanoTime() - start < 2_000_000) {
      Thread.onSpinWait();
    }
    return "late";
  }
}
