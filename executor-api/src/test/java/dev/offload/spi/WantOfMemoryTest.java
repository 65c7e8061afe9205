package dev.offload.spi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.util.concurrent.MoreExecutors;
import com.sun.management.ThreadMXBean;
import dev.offload.TaskFuture;
import dev.offload.spi.ScriptedExecutor.ScriptedWorker;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Outcomes get through where the heap is full to its last byte: a future that is not told then is told never. */
class WantOfMemoryTest {
  @RegisterExtension private final ScriptedExecutors executors = new ScriptedExecutors();

  /** Counts, or throws what the JVM throws where there is no memory. */
  private static final class Witness extends Watcher {
    private final boolean fails;
    private int told;

    Witness(boolean fails) {
      this.fails = fails;
    }

    @Override
    void onDone(TaskFuture<?> done) {
      told++;
      if (fails) {
        throw new OutOfMemoryError("of this test");
      }
    }
  }

  @Test
  @DisplayName("E6: an outcome comes to those who wait without any memory being allocated")
  void outcome_withWaiters_allocatesNothing() {
    ThreadMXBean meter = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    Promise<?>[] promises = new Promise<?>[1_000];
    Witness[] witnesses = new Witness[promises.length];
    for (int i = 0; i < promises.length; i++) {
      promises[i] = promise();
      witnesses[i] = new Witness(false);
      promises[i].watch(witnesses[i]);
    }
    Throwable outcome = new IllegalStateException("the outcome");
    promises[0].tryFail(outcome);

    long before = meter.getCurrentThreadAllocatedBytes();
    for (int i = 1; i < promises.length; i++) {
      promises[i].tryFail(outcome);
    }
    long allocated = meter.getCurrentThreadAllocatedBytes() - before;

    assertTrue(allocated < promises.length, () -> allocated + " bytes for " + promises.length + " outcomes");
    for (Witness witness : witnesses) {
      assertEquals(1, witness.told);
    }
  }

  @Test
  @DisplayName("E6: who cannot be told, for want of memory, keeps nobody else from being told")
  void outcome_withWaitersThatThrow_comesToTheOthers() {
    Promise<Integer> promise = new BarePromise<>(WantOfMemoryTest::refuse);
    Witness first = new Witness(true);
    Witness second = new Witness(false);
    promise.watch(first);
    promise.addListener(() -> { }, MoreExecutors.directExecutor());
    promise.watch(second);

    assertThrows(OutOfMemoryError.class, () -> promise.trySucceed(1));

    assertEquals(1, promise.resultNow());
    assertEquals(1, first.told);
    assertEquals(1, second.told);
  }

  @Test
  @DisplayName("L1: listeners hear of an outcome though one who waited for it could not be told")
  void outcome_withAWaiterThatThrows_comesToListeners() {
    Promise<Integer> promise = promise();
    StringBuilder heard = new StringBuilder();
    promise.watch(new Witness(true));
    promise.addListener(() -> heard.append("once "), MoreExecutors.directExecutor());

    assertThrows(OutOfMemoryError.class, () -> promise.trySucceed(1));

    assertEquals("once ", heard.toString());
  }

  @Test
  @DisplayName("E6: where memory runs out after the worker is free again, the task has ended all the same")
  void job_whoseOutcomeCannotBeTold_hasEnded() {
    ScriptedExecutor executor = executors.open(settings -> settings);
    TaskFuture<Integer> future = executor.submit(() -> 1);
    ScriptedWorker worker = executor.worker();
    Job<?> job = worker.jobs.get(0);
    worker.begin(job);
    ((Promise<Integer>) future).watch(new Witness(true));

    assertThrows(OutOfMemoryError.class, () -> worker.succeed(job, 1));

    assertEquals(1, future.resultNow());
    assertTrue(future.stopped().isDone());
  }

  private static void refuse(Runnable callback) {
    throw new OutOfMemoryError("for " + callback.getClass().getSimpleName() + " of this test");
  }

  private static Promise<Integer> promise() {
    return new BarePromise<>();
  }
}
