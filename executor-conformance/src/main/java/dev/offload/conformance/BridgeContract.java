package dev.offload.conformance;

import static dev.offload.conformance.Outcomes.valueOf;
import static dev.offload.conformance.Outcomes.valuesOf;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.util.concurrent.ListenableFuture;
import com.google.common.util.concurrent.ListeningExecutorService;
import com.google.common.util.concurrent.MoreExecutors;
import dev.offload.Capability;
import dev.offload.TaskExecutor;
import java.io.Serializable;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The executor in the terms of JDK and Guava: rules C3, C4 and E5 once more, through that door. */
public interface BridgeContract extends ContractSubject {
  /** A runnable that can travel. */
  record MarkingRunnable(Marker marker) implements Runnable, Serializable {
    @Override
    public void run() {
      marker.mark("ran on " + Tasks.worker());
    }
  }

  private static List<Callable<Integer>> constants(int count) {
    List<Callable<Integer>> constants = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      constants.add(new TaskForms.Constant(i));
    }
    return constants;
  }

  @Test
  @DisplayName("C4: the JDK's submit, invokeAll and invokeAny take the callables a user already has")
  default void bridge_callables_runOnWorkers(@TempDir Path directory) throws InterruptedException, ExecutionException {
    Marker marks = Marker.in(directory);
    try (TaskExecutor executor = open()) {
      ListeningExecutorService service = executor.asExecutorService();

      ListenableFuture<Integer> one = service.submit(new TaskForms.Constant(5));
      ListenableFuture<String> withResult = service.submit(new MarkingRunnable(marks), "done");
      int any = service.invokeAny(constants(3));

      assertEquals(5, valueOf(one));
      assertEquals("done", valueOf(withResult));
      assertTrue(marks.lines().get(0).startsWith("ran on worker-"), "it ran on a worker");
      assertEquals(List.of(0, 1, 2, 3), valuesOf(service.invokeAll(constants(4))));
      assertTrue(List.of(0, 1, 2).contains(any));
    }
  }

  @Test
  @DisplayName("C4: the JDK's completion service hands each future over when its task is done")
  default void bridge_completionService_givesEveryFuture() throws InterruptedException {
    try (TaskExecutor executor = open()) {
      ExecutorCompletionService<Integer> completion = new ExecutorCompletionService<>(executor.asExecutorService());
      constants(10).forEach(completion::submit);

      List<Integer> values = new ArrayList<>();
      for (int i = 0; i < 10; i++) {
        values.add(valueOf(completion.poll(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)));
      }

      Collections.sort(values);
      assertEquals(List.of(0, 1, 2, 3, 4, 5, 6, 7, 8, 9), values);
    }
  }

  @Test
  @DisplayName("C4: a foreign Runnable that cannot travel is rejected, never run in this JVM instead")
  default void bridge_unsendableRunnable_isRejected() {
    requires(Capability.ISOLATES);
    CountDownLatch here = new CountDownLatch(1);
    Runnable plain = here::countDown;
    try (TaskExecutor executor = open()) {
      assertThrows(RejectedExecutionException.class, () -> executor.asExecutorService().execute(plain));
    }
    assertEquals(1, here.getCount(), "it did not run here");
  }

  @Test
  @DisplayName("C3: after shutdown the bridge rejects, and a bridge's shutdown is the executor's")
  default void bridge_afterShutdown_rejects() {
    try (TaskExecutor executor = open()) {
      ListeningExecutorService service = executor.asExecutorService();
      service.shutdown();

      assertTrue(executor.isShutdown());
      assertTrue(service.isShutdown());
      assertThrows(RejectedExecutionException.class, () -> service.submit(new TaskForms.Constant(1)));
      assertThrows(RejectedExecutionException.class, () -> executor.submit(() -> 1));
    }
  }

  @Test
  @Tag(OnePerRule.TAG)
  @DisplayName("E5: the bridge's awaitTermination and isTerminated tell the truth")
  default void bridge_awaitTermination_tellsTheTruth(@TempDir Path directory) throws InterruptedException {
    requires(Capability.CONCURRENT);
    try (TaskExecutor executor = open(1); Gate gate = Gate.in(directory)) {
      ListeningExecutorService service = executor.asExecutorService();
      ListenableFuture<String> running = service.submit(new Tasks.Hold(gate));
      CountDownLatch told = new CountDownLatch(1);
      running.addListener(told::countDown, MoreExecutors.directExecutor());
      service.shutdown();

      boolean early = service.awaitTermination(0, TimeUnit.MILLISECONDS);
      gate.open();

      assertEquals(false, early);
      assertTrue(service.awaitTermination(PATIENCE.toMillis(), TimeUnit.MILLISECONDS));
      assertTrue(service.isTerminated());
      assertEquals("held", valueOf(running));
      assertTrue(told.await(PATIENCE.toMillis(), TimeUnit.MILLISECONDS));
    }
  }
}
