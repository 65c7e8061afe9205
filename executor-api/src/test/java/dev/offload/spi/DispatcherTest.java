package dev.offload.spi;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.util.concurrent.MoreExecutors;
import dev.offload.BrokenExecutorException;
import dev.offload.TaskFuture;
import dev.offload.TaskOptions;
import dev.offload.TaskStatus;
import dev.offload.TaskTimeoutException;
import dev.offload.spi.ScriptedExecutor.ScriptedWorker;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class DispatcherTest {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  @RegisterExtension private final ScriptedExecutors executors = new ScriptedExecutors();

  @Test
  @DisplayName("E3: a start that throws is a start that failed")
  void start_thatThrows_breaksTheExecutor() {
    ScriptedExecutor executor = executors.open(settings -> settings.maxStartFailures(2), worker -> {
      throw new OutOfMemoryError("unable to create native thread");
    });
    TaskFuture<Integer> future = executor.submit(() -> 1);

    assertInstanceOf(BrokenExecutorException.class, future.exceptionNow());
    assertTrue(future.exceptionNow().getMessage().contains("native thread"), future.exceptionNow().getMessage());
    assertEquals(2, executor.workers.size());
  }

  @Test
  @DisplayName("K5: a time-out counts also where a cancel knew of the beginning before the executor did")
  void timeout_afterARefusedCancel_fires() {
    ScriptedExecutor executor = open();
    TaskFuture<Integer> future = executor.submit(TaskOptions.named("slow").withTimeout(Duration.ofMillis(50)), () -> 1);
    ScriptedWorker worker = executor.worker();
    Job<?> job = worker.jobs.get(0);

    worker.claimed.add(job);
    assertFalse(future.cancel(false));
    worker.begin(job);

    await().atMost(PATIENCE).until(future::isDone);
    assertInstanceOf(TaskTimeoutException.class, future.exceptionNow());
    worker.die();
  }

  @Test
  @DisplayName("S3: those who wait learn of a cancellation also where the interrupt that goes with it throws")
  void cancellation_whoseInterruptThrows_isTold() {
    ScriptedExecutor executor = open();
    TaskFuture<Integer> future = executor.submit(() -> 1);
    ScriptedWorker worker = executor.worker();
    worker.begin(worker.jobs.get(0));
    worker.whenInterrupted(job -> {
      throw new IllegalStateException("as a channel may that is closed by the interrupt");
    });
    StringBuilder heard = new StringBuilder();
    future.addListener(() -> heard.append("once"), MoreExecutors.directExecutor());

    assertThrows(IllegalStateException.class, () -> future.cancel(true));

    assertEquals(TaskStatus.CANCELLED, future.status());
    assertEquals("once", heard.toString());
    worker.die();
  }

  @Test
  @DisplayName("K3: a task that ends within its grace costs those behind it nothing")
  void grace_thatComesTooLate_leavesTheOthersAlone() throws InterruptedException {
    ScriptedExecutor executor = open();
    List<Job<?>> jobs = threeTogether(executor);
    ScriptedWorker worker = executor.worker();
    worker.begin(jobs.get(0));
    worker.claimed.add(jobs.get(1));

    jobs.get(0).cancel(true);
    awaitAlarm(executor);

    assertTrue(worker.assigned.containsAll(jobs), "taken from a worker that goes on: " + worker.assigned);
    worker.succeed(jobs.get(0), 1);
    worker.begin(jobs.get(1));
    worker.succeed(jobs.get(1), 2);
    worker.begin(jobs.get(2));
    worker.succeed(jobs.get(2), 3);
    assertEquals(TaskStatus.SUCCEEDED, jobs.get(2).status());
  }

  @Test
  @DisplayName("K3: a task is stopped also where its predecessor's result is still on its way when the grace is over")
  void grace_thatComesTooEarly_isNotForgotten() throws InterruptedException {
    ScriptedExecutor executor = open();
    List<Job<?>> jobs = threeTogether(executor);
    ScriptedWorker worker = executor.worker();
    worker.begin(jobs.get(0));
    worker.claimed.add(jobs.get(1));

    jobs.get(1).cancel(true);
    awaitAlarm(executor);
    worker.succeed(jobs.get(0), 1);

    await().atMost(PATIENCE).until(() -> jobs.get(1).stopped().isDone());
    executor.worker().begin(jobs.get(2));
    executor.worker().succeed(jobs.get(2), 3);
    assertEquals(TaskStatus.SUCCEEDED, jobs.get(2).status());
  }

  @Test
  @DisplayName("E1: a worker that is worn ends the tasks it has, and is replaced")
  void worker_thatIsWorn_isReplacedAfterItsTasks() {
    ScriptedExecutor executor = open();
    TaskFuture<Integer> first = executor.submit(() -> 1);
    final TaskFuture<Integer> second = executor.submit(() -> 2);
    ScriptedWorker worker = executor.worker();
    Job<?> job = worker.jobs.get(0);
    worker.begin(job);

    worker.wearOut();

    assertEquals(TaskStatus.RUNNING, first.status());
    worker.succeed(job, 1);
    assertEquals(List.of(job), worker.jobs, "a worn worker got another task");
    assertEquals(2, executor.workers.size());
    executor.worker().begin(executor.worker().jobs.get(0));
    executor.worker().succeed(executor.worker().jobs.get(0), 2);
    assertEquals(2, second.resultNow());
  }

  @Test
  @DisplayName("E1: a worker that is found worn while it is idle is replaced when there is work")
  void worker_thatIsWornWhileIdle_ends() {
    ScriptedExecutor executor = open();
    executor.submit(() -> 1);
    ScriptedWorker worker = executor.worker();
    Job<?> job = worker.jobs.get(0);
    worker.begin(job);
    worker.succeed(job, 1);

    worker.wearOut();
    executor.submit(() -> 2);

    assertEquals(List.of(job), worker.jobs, "a worn worker got another task");
    assertEquals(2, executor.workers.size());
    executor.worker().begin(executor.worker().jobs.get(0));
    executor.worker().die();
  }

  @Test
  @DisplayName("E2: what comes back from a lost worker to a broken executor fails with the rest")
  void lostWorker_ofABrokenExecutor_failsItsJobs() {
    ScriptedExecutor executor = executors.open(
        settings -> settings.maxStartFailures(2), DispatcherTest::firstIsReadyOthersDie);
    List<Job<?>> jobs = threeTogether(executor);
    ScriptedWorker worker = executor.workers.get(0);
    worker.begin(jobs.get(0));
    executor.resize(2);
    TaskFuture<Integer> other = executor.submit(() -> 4);
    assertInstanceOf(BrokenExecutorException.class, other.exceptionNow());

    worker.die();

    assertInstanceOf(BrokenExecutorException.class, jobs.get(2).exceptionNow());
  }

  @Test
  @DisplayName("C1: a thread that was interrupted can submit, as long as it need not wait")
  void submit_byAnInterruptedThread_isAccepted() {
    ScriptedExecutor executor = open();
    Thread.currentThread().interrupt();
    TaskFuture<Integer> future = executor.submit(() -> 1);
    assertTrue(Thread.interrupted(), "the interrupt was lost");

    executor.worker().begin(executor.worker().jobs.get(0));
    executor.worker().succeed(executor.worker().jobs.get(0), 1);
    assertEquals(1, future.resultNow());
  }

  /** Whatever was due before has been done after this: there is one alarm thread. */
  private static void awaitAlarm(ScriptedExecutor executor) throws InterruptedException {
    CountDownLatch rung = new CountDownLatch(1);
    executor.schedule(Duration.ofMillis(1), rung::countDown);
    assertTrue(rung.await(PATIENCE.toSeconds(), TimeUnit.SECONDS));
  }

  /** Has a worker whose tasks are short get three at once. */
  private static List<Job<?>> threeTogether(ScriptedExecutor executor) {
    executor.submit(() -> 0);
    ScriptedWorker worker = executor.workers.get(0);
    for (int i = 0; i < 3; i++) {
      executor.submit(() -> 1);
    }
    for (int i = 0; i < 100; i++) {
      worker.pace.ran(0);
    }
    worker.endNext();
    List<Job<?>> jobs = List.copyOf(worker.assigned);
    assertEquals(3, jobs.size());
    return jobs;
  }

  private ScriptedExecutor open() {
    return executors.open(settings -> settings.cancelGrace(Duration.ZERO));
  }

  private static void firstIsReadyOthersDie(ScriptedWorker worker) {
    if (worker.number() == 1) {
      worker.announce();
    } else {
      worker.die();
    }
  }
}
