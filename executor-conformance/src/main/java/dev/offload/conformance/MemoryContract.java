package dev.offload.conformance;

import static dev.offload.conformance.Eventually.eventually;
import static dev.offload.conformance.Outcomes.assertMentions;
import static dev.offload.conformance.Outcomes.awaitStopped;
import static dev.offload.conformance.Outcomes.failureOf;
import static dev.offload.conformance.Outcomes.valueOf;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.base.Throwables;
import dev.offload.Capability;
import dev.offload.TaskExecutor;
import dev.offload.TaskFuture;
import java.io.Serializable;
import java.lang.ref.WeakReference;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is remembered and what memory costs: rules R7 and R8. */
public interface MemoryContract extends ContractSubject {
  /** Something big enough to be noticed, that can travel. */
  final class Load implements Serializable {
    private static final long serialVersionUID = 1L;
    private static final AtomicReference<@Nullable WeakReference<Load>> LAST_SEEN = new AtomicReference<>();

    private final byte[] bytes = new byte[10_000];

    /** Remembers it weakly, in whatever JVM the task runs. */
    static int see(Load load) {
      LAST_SEEN.set(new WeakReference<>(load));
      return load.bytes.length;
    }

    /** Remembers its result weakly. */
    static Load make() {
      Load load = new Load();
      see(load);
      return load;
    }

    /** Remembers its argument weakly, and throws. */
    static Object seeAndFail(Load load) {
      throw new IllegalStateException("after " + see(load) + " bytes");
    }

    /** Tells, in the JVM of a task, whether what was seen last has been let go. */
    static boolean wasLetGo() throws InterruptedException {
      WeakReference<Load> seen = LAST_SEEN.get();
      for (int i = 0; i < 100 && seen != null && !seen.refersTo(null); i++) {
        System.gc();
        Thread.sleep(20);
      }
      return seen != null && seen.refersTo(null);
    }
  }

  /** Waits until nothing but weak references is left. */
  static void assertCollected(WeakReference<?> reference, String what) {
    eventually(() -> {
      System.gc();
      return reference.refersTo(null);
    }, () -> what + " to be collected", Duration.ofMillis(20));
  }

  @Test
  @DisplayName("R7: after completion nothing holds the task or its argument, though the future is kept")
  default void executor_afterCompletion_holdsNoArgument() {
    try (TaskExecutor executor = open(1)) {
      List<TaskFuture<?>> kept = new ArrayList<>();
      WeakReference<Load> argument = submitWithArgument(executor, kept);
      WeakReference<Load> captured = submitCapturing(executor, kept);
      WeakReference<Load> failed = submitFailing(executor, kept);

      assertCollected(argument, "the argument of a task that is done");
      assertCollected(captured, "what a task that is done had captured");
      assertCollected(failed, "the argument of a task that failed");
      assertEquals(10_000, valueOf(kept.get(0)));
    }
  }

  private static WeakReference<Load> submitWithArgument(TaskExecutor executor, List<TaskFuture<?>> kept) {
    Load load = new Load();
    TaskFuture<Integer> future = executor.submit(Load::see, load);
    valueOf(future);
    kept.add(future);
    return new WeakReference<>(load);
  }

  private static WeakReference<Load> submitCapturing(TaskExecutor executor, List<TaskFuture<?>> kept) {
    Load load = new Load();
    TaskFuture<Integer> future = executor.submit(() -> Load.see(load));
    valueOf(future);
    kept.add(future);
    return new WeakReference<>(load);
  }

  private static WeakReference<Load> submitFailing(TaskExecutor executor, List<TaskFuture<?>> kept) {
    Load load = new Load();
    TaskFuture<Object> future = executor.submit(Load::seeAndFail, load);
    failureOf(IllegalStateException.class, future);
    kept.add(future);
    return new WeakReference<>(load);
  }

  @Test
  @DisplayName("R7: after completion nothing but the future holds the result")
  default void executor_afterCompletion_holdsNoResult() {
    try (TaskExecutor executor = open(1)) {
      AtomicReference<@Nullable TaskFuture<Load>> future = new AtomicReference<>(executor.submit(Load::make));
      WeakReference<Load> result = new WeakReference<>(valueOf(future.get()));

      future.set(null);

      assertCollected(result, "the result of a task whose future was dropped");
      assertEquals(1, valueOf(executor.submit(() -> 1)));
    }
  }

  @Test
  @DisplayName("R7: nothing holds the argument of a task that was cancelled, before it ran or while it did")
  default void executor_afterCancellation_holdsNoArgument(@TempDir Path directory) {
    requires(Capability.CONCURRENT);
    try (TaskExecutor executor = open(1); Gate gate = Gate.in(directory)) {
      List<TaskFuture<?>> kept = new ArrayList<>();
      WeakReference<Load> running = cancelOne(executor, gate, kept, 1);
      Tasks.begin(executor, gate);
      WeakReference<Load> pending = cancelOne(executor, gate, kept, 0);

      assertCollected(running, "the argument of a task that was cancelled while it ran");
      assertCollected(pending, "the argument of a task that was cancelled before it ran");
      kept.forEach(Outcomes::assertCancelled);
    }
  }

  private static WeakReference<Load> cancelOne(TaskExecutor executor, Gate gate, List<TaskFuture<?>> kept, int arrivals) {
    Load load = new Load();
    TaskFuture<Integer> future = executor.submit((held, argument) -> {
      held.pass();
      return Load.see(argument);
    }, gate, load);
    gate.awaitArrivals(arrivals);
    assertTrue(future.cancel(true));
    awaitStopped(future);
    kept.add(future);
    return new WeakReference<>(load);
  }

  @Test
  @Tag(OnePerRule.TAG)
  @DisplayName("R7: the worker, too, lets go of argument and result")
  default void worker_afterCompletion_holdsNothing() {
    try (TaskExecutor executor = open(1)) {
      valueOf(executor.submit(Load::see, new Load()));
      assertTrue(valueOf(executor.submit(Load::wasLetGo)), "the argument was let go in the worker");

      valueOf(executor.submit(Load::make));
      assertTrue(valueOf(executor.submit(Load::wasLetGo)), "the result was let go in the worker");
    }
  }

  @Test
  @Tag(OnePerRule.TAG)
  @DisplayName("R8: a worker that exhausts its own heap fails its task, says so, and is replaced")
  default void task_exhaustsItsHeap_failsAndTheWorkerIsReplaced() {
    requires(Capability.OWN_HEAP);
    try (TaskExecutor executor = open(smallHeapConfig().withWorkers(1))) {
      long before = valueOf(executor.submit(Tasks::pid));

      TaskFuture<Integer> hungry = executor.submit(MemoryContract::exhaustHeap);

      Throwable failure = failureOf(Throwable.class, hungry);
      assertMentions(Throwables.getStackTraceAsString(failure), "OutOfMemoryError");
      assertNotEquals(before, valueOf(executor.submit(Tasks::pid)), "another process took its place");
    }
  }

  private static int exhaustHeap() {
    List<byte[]> hoard = new ArrayList<>();
    while (true) {
      hoard.add(new byte[1 << 20]);
    }
  }
}
