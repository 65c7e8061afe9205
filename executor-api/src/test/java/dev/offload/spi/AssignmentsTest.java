package dev.offload.spi;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.offload.QueuePolicy;
import dev.offload.TaskFuture;
import dev.offload.TaskStatus;
import dev.offload.spi.ScriptedExecutor.ScriptedWorker;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** How many jobs a worker has at hand, and what becomes of those that it does not come to. */
class AssignmentsTest {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final int MANY = 600;

  @RegisterExtension private final ScriptedExecutors executors = new ScriptedExecutors();

  @Test
  @DisplayName("S2: a worker whose tasks are short gets more than one; what it has not begun is PENDING")
  void worker_withShortTasks_getsManyAtOnce() {
    ScriptedExecutor executor = executors.open(settings -> settings);
    List<TaskFuture<Integer>> futures = submit(executor, MANY);
    ScriptedWorker worker = executor.worker();

    List<Job<?>> at = untilManyAreAtHand(worker);

    worker.begin(at.get(0));
    assertEquals(TaskStatus.RUNNING, at.get(0).status());
    assertEquals(TaskStatus.PENDING, at.get(1).status());
    endAll(executor, futures);
  }

  @Test
  @DisplayName("C7: what waits behind a task that does not end is called back, and has its turn before what was submitted later")
  void jobs_behindALongTask_areCalledBackInOrder() {
    ScriptedExecutor executor = executors.open(settings -> settings.workers(2));
    final List<TaskFuture<Integer>> futures = submit(executor, MANY);
    final ScriptedWorker first = executor.workers.get(0);
    final ScriptedWorker second = executor.workers.get(1);
    List<Job<?>> at = untilManyAreAtHand(first);
    List<Job<?>> behind = at.subList(1, at.size());
    first.begin(at.get(0));

    executor.givingBack();
    await().atMost(PATIENCE).until(() -> first.assigned.size() == 1);

    List<Job<?>> takenBack = first.takenBack();
    assertEquals(behind, takenBack.subList(takenBack.size() - behind.size(), takenBack.size()));
    second.endNext();
    assertEquals(behind.get(0), second.jobs.get(second.jobs.size() - 1), "the one that had waited longest came next");
    endAll(executor, futures);
  }

  @Test
  @DisplayName("E4: shutdownNow cancels what waits behind a task before it interrupts that, so that it never begins")
  void shutdownNow_cancelsWhatWaitsFirst() {
    ScriptedExecutor executor = executors.open(settings -> settings);
    submit(executor, MANY);
    ScriptedWorker worker = executor.worker();
    List<Job<?>> at = untilManyAreAtHand(worker);
    worker.begin(at.get(0));
    List<Job<?>> cameTo = new ArrayList<>();
    worker.whenInterrupted(job -> {
      worker.succeed(job, null);
      at.stream().skip(1).filter(worker::begin).forEach(cameTo::add);
      at.stream().skip(1).forEach(worker::skip);
    });

    executor.shutdownNow();

    assertEquals(List.of(), cameTo);
  }

  @Test
  @DisplayName("K1: a job that is cancelled while it waits behind another is not called back, and never begins")
  void job_cancelledBehindALongTask_staysWithItsWorker() {
    ScriptedExecutor executor = executors.open(settings -> settings);
    List<TaskFuture<Integer>> futures = submit(executor, MANY);
    ScriptedWorker worker = executor.worker();
    List<Job<?>> at = untilManyAreAtHand(worker);
    worker.begin(at.get(0));
    Job<?> cancelled = at.get(1);

    assertTrue(cancelled.cancel(true));
    executor.givingBack();
    await().atMost(PATIENCE).until(() -> worker.assigned.size() == 2);

    assertTrue(worker.assigned.contains(cancelled));
    assertFalse(worker.begin(cancelled));
    worker.skip(cancelled);
    assertTrue(cancelled.stopped().isDone());
    endAll(executor, futures);
  }

  @Test
  @DisplayName("C8: what waits with a worker counts against the limit of the queue")
  void queueLimit_countsWhatWaitsWithAWorker() {
    ScriptedExecutor executor = executors.open(settings -> settings.queueLimit(MANY).queuePolicy(QueuePolicy.REJECT));
    List<TaskFuture<Integer>> futures = submit(executor, MANY);
    ScriptedWorker worker = executor.worker();
    untilManyAreAtHand(worker);
    long waiting = futures.stream().filter(future -> !future.isDone()).count() - 1;

    futures.addAll(submit(executor, MANY - (int) waiting));

    assertThrows(RejectedExecutionException.class, () -> executor.submit(() -> 1));
    endAll(executor, futures);
  }

  @Test
  @DisplayName("E1: a worker gets no more jobs than it may do before it is replaced")
  void worker_nearTheEndOfItsLife_getsWhatIsLeft() {
    ScriptedExecutor executor = executors.open(settings -> settings.maxTasksPerWorker(25));
    List<TaskFuture<Integer>> futures = submit(executor, MANY);
    ScriptedWorker worker = executor.worker();

    while (worker.tasksTaken < 25) {
      assertFalse(Thread.interrupted(), "it gets no more");
      worker.endNext();
    }
    assertEquals(1, executor.workers.size());

    endAll(executor, futures);
    assertEquals(MANY / 25, executor.workers.size());
  }

  @Test
  @DisplayName("E6: a job that its worker ended ahead of time makes room with the next")
  void job_thatEndedAhead_makesRoomWithTheNext() {
    ScriptedExecutor executor = executors.open(settings -> settings);
    List<TaskFuture<Integer>> futures = submit(executor, MANY);
    ScriptedWorker worker = executor.worker();
    List<Job<?>> atHand = untilManyAreAtHand(worker);
    Job<?> ahead = atHand.get(0);
    Job<?> next = atHand.get(1);
    worker.begin(ahead);
    worker.begin(next);

    worker.succeedAhead(ahead, 1);
    assertTrue(ahead.isDone());
    assertTrue(worker.assigned.contains(ahead), "nothing was said of it yet");
    worker.succeed(next, 1);

    assertFalse(worker.assigned.contains(ahead));
    assertFalse(worker.assigned.contains(next));
    endAll(executor, futures);
  }

  @Test
  @DisplayName("C7: nothing is called back that stands ahead of what a worker keeps, because it has come to it meanwhile")
  void jobsAheadOfOneThatIsKept_stay() {
    ScriptedExecutor executor = executors.open(settings -> settings);
    final List<TaskFuture<Integer>> futures = submit(executor, MANY);
    ScriptedWorker worker = executor.worker();
    List<Job<?>> atHand = untilManyAreAtHand(worker);
    worker.begin(atHand.get(0));
    worker.keep(atHand.get(10));

    executor.givingBack();

    await().atMost(PATIENCE).until(() -> worker.assigned.size() <= 11);
    assertEquals(atHand.subList(0, 11), List.copyOf(worker.assigned));
    endAll(executor, futures);
  }

  private static List<TaskFuture<Integer>> submit(ScriptedExecutor executor, int count) {
    List<TaskFuture<Integer>> futures = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      futures.add(executor.submit(() -> 1));
    }
    return futures;
  }

  /** Ends tasks that take no time until the worker has many; returns these. None is called back until the test says so. */
  private static List<Job<?>> untilManyAreAtHand(ScriptedWorker worker) {
    List<Job<?>> at = List.copyOf(worker.assigned);
    for (int i = 0; at.size() < 32; i++) {
      assertTrue(i < MANY / 2, "it still has only " + at.size());
      worker.endNext();
      at = List.copyOf(worker.assigned);
    }
    return at;
  }

  private static void endAll(ScriptedExecutor executor, List<TaskFuture<Integer>> futures) {
    while (!futures.stream().allMatch(TaskFuture::isDone)) {
      assertFalse(Thread.interrupted(), "some never end");
      executor.workers.forEach(ScriptedWorker::endNext);
    }
  }
}
