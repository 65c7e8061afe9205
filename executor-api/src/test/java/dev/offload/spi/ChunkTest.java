package dev.offload.spi;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.offload.MapOptions;
import dev.offload.Results;
import dev.offload.ShutdownMode;
import dev.offload.TaskFailedException;
import dev.offload.TaskOptions;
import dev.offload.WaitTimeoutException;
import dev.offload.WorkerLostException;
import dev.offload.spi.ScriptedExecutor.ScriptedWorker;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Elements of a map that share jobs: how they are handed in, divided, taken back and lost. */
class ChunkTest {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final MapOptions TEN_TOGETHER = MapOptions.defaults().withChunkSize(10);
  /** Long enough for an element to begin on any machine. */
  private static final MapOptions TIMED = TEN_TOGETHER.withTimeout(Duration.ofSeconds(2));
  private static final List<Integer> TEN = IntStream.range(0, 10).boxed().toList();

  @RegisterExtension private final ScriptedExecutors executors = new ScriptedExecutors();
  private final ScriptedExecutor executor = executors.open(settings -> settings).gathering();

  @AfterEach
  void leaveTheRest() {
    executors.abandon();
  }

  @Test
  @DisplayName("M4: elements of a chunk of a given size share a job")
  void map_withAChunkSize_makesOneJobOfSoMany() {
    executor.map(TEN_TOGETHER, x -> x, TEN);

    Job<?> job = executor.worker().jobs.get(0);

    assertEquals(List.of(0, 10), List.of(job.elements().from(), job.elements().count()));
  }

  @Test
  @DisplayName("M4: elements with a time-out or retries of their own do not share a job")
  void map_withOptionsPerElement_makesAJobOfEach() {
    TaskOptions timed = TaskOptions.defaults().withTimeout(Duration.ofMinutes(1));
    executor.map(TEN_TOGETHER.withTaskOptions(timed), x -> x, TEN);

    assertNull(executor.worker().jobs.get(0).elements());
  }

  @Test
  @DisplayName("M2: what an input gave before it makes its reader wait is handed in meanwhile")
  void input_thatWaits_keepsBackNothing() throws Exception {
    CountDownLatch goOn = new CountDownLatch(1);
    Iterator<Integer> slow = new Iterator<>() {
      private int given;

      @Override
      public boolean hasNext() {
        if (given == 5) {
          awaitUninterrupted(goOn);
        }
        return given < 6;
      }

      @Override
      public Integer next() {
        return given++;
      }
    };
    Thread mapping = new Thread(() -> executor.map(x -> x, () -> slow));
    mapping.start();
    try {
      await().atMost(PATIENCE).until(() -> !executor.workers.isEmpty() && !executor.worker().jobs.isEmpty());
      ScriptedWorker worker = executor.worker();
      int handedIn = 0;
      while (handedIn < 5) {
        Job<?> job = awaitNext(worker);
        handedIn += job.elements().count();
        runAll(worker, job);
      }
    } finally {
      goOn.countDown();
      mapping.join();
    }
  }

  @Test
  @DisplayName("S2: what stands behind an element that does not end is called back, and goes to another worker")
  void elements_behindALongOne_areCalledBack() {
    executor.givingBack();
    Results<Integer> results = executor.map(TEN_TOGETHER, x -> x, TEN);
    ScriptedWorker first = executor.worker();
    Job<Integer> job = begin(first);
    assertEquals(0, job.elements().tryBegin());
    await().atMost(PATIENCE).until(() -> job.elements().count() == 1);

    executor.resize(2);
    executor.submit(() -> 7);
    ScriptedWorker second = executor.worker();
    Job<?> rest = second.jobs.get(0);

    assertEquals(1, rest.elements().from());
    runAll(second, rest);
    assertEquals(-1, job.elements().tryBegin());
    job.elements().succeeded(0, 0);
    assertEquals(0, results.next());
    assertEquals(1, results.next());
  }

  @Test
  @DisplayName("E3: of a chunk whose worker dies the element that ran is lost, those before it are kept, those behind it run elsewhere")
  void worker_thatDies_losesOneElement() {
    Results<Integer> results = executor.map(TEN_TOGETHER, x -> x, TEN);
    ScriptedWorker first = executor.worker();
    Job<Integer> job = begin(first);
    for (int index = 0; index < 4; index++) {
      assertEquals(index, job.elements().tryBegin());
    }
    first.endElements(job, 3);

    first.die();
    runAll(executor.worker());

    assertEquals(List.of(0, 1, 2), List.of(results.next(), results.next(), results.next()));
    TaskFailedException lost = assertThrows(TaskFailedException.class, results::next);
    assertInstanceOf(WorkerLostException.class, lost.getCause());
    assertTrue(lost.getCause().getMessage().contains("\"" + lost.taskName() + "\""), lost.getCause().getMessage());
    assertEquals(4, results.next());
  }

  @Test
  @DisplayName("E3: a chunk of which every element that had begun was told loses none with its worker")
  void worker_thatDiesBetweenElements_losesNone() {
    Results<Integer> results = executor.map(TEN_TOGETHER, x -> x, TEN);
    ScriptedWorker first = executor.worker();
    Job<Integer> job = begin(first);
    assertEquals(0, job.elements().tryBegin());
    first.endElements(job, 1);

    first.die();
    runAll(executor.worker());

    assertEquals(TEN, results.toList());
  }

  @Test
  @DisplayName("E4: shutdown(CANCEL_PENDING) cancels the elements that have not begun, also of a job that has")
  void shutdown_cancelsTheRestOfAJob() {
    Results<Integer> results = executor.map(TEN_TOGETHER, x -> x, TEN);
    ScriptedWorker worker = executor.worker();
    Job<Integer> job = begin(worker);
    assertEquals(0, job.elements().tryBegin());

    executor.shutdown(ShutdownMode.CANCEL_PENDING);

    assertEquals(-1, job.elements().tryBegin());
    job.elements().succeeded(0, 0);
    worker.succeed(job, null);
    assertEquals(0, results.next());
    assertThrows(CancellationException.class, results::next);
  }

  @Test
  @DisplayName("M5: what a time-out makes an element throw is not its outcome")
  void mapTimeout_comesAheadOfWhatTheInterruptBrings() {
    timeoutComesFirst(executor.map(TIMED, x -> x, TEN));
  }

  @Test
  @DisplayName("M5: what a time-out makes an element throw is not its outcome, in any order of results")
  void mapUnorderedTimeout_comesAheadOfWhatTheInterruptBrings() {
    timeoutComesFirst(executor.mapUnordered(TIMED, x -> x, TEN));
  }

  @Test
  @DisplayName("E4: shutdownNow() cancels the element that runs, whatever the interrupt makes it throw")
  void shutdownNow_comesAheadOfWhatTheInterruptBrings() {
    Results<Integer> results = executor.map(TEN_TOGETHER, x -> x, TEN);
    ScriptedWorker worker = executor.worker();
    assertEquals(0, begin(worker).elements().tryBegin());
    worker.whenInterrupted(job -> failFirst(worker, job));

    executor.shutdownNow();

    assertThrows(CancellationException.class, results::next);
  }

  @Test
  @DisplayName("M5: close cancels what waits before it interrupts what runs, so that no worker comes to it")
  void close_cancelsWhatWaitsFirst() {
    Results<Integer> results = executor.givingBack().map(TEN_TOGETHER, x -> x, TEN);
    ScriptedWorker worker = executor.worker();
    Job<Integer> running = begin(worker);
    assertEquals(0, running.elements().tryBegin());
    await().atMost(PATIENCE).until(() -> running.elements().count() == 1);
    worker.whenInterrupted(job -> failFirst(worker, job));

    results.close();

    assertEquals(List.of(running), worker.jobs, "the others wait in the queue when the worker is free");
    assertTrue(worker.assigned.isEmpty());
  }

  @Test
  @DisplayName("E6: an element of which its worker says nothing at the end of the job fails")
  void element_ofWhichNothingIsSaid_fails() {
    Results<Integer> results = executor.map(TEN_TOGETHER, x -> x, TEN);
    ScriptedWorker worker = executor.worker();
    Job<Integer> job = begin(worker);

    worker.succeed(job, null);

    TaskFailedException untold = assertThrows(TaskFailedException.class, results::next);
    assertInstanceOf(IllegalStateException.class, untold.getCause());
  }

  private void timeoutComesFirst(Results<Integer> results) {
    ScriptedWorker worker = executor.worker();
    worker.whenInterrupted(job -> failFirst(worker, job));
    assertEquals(0, begin(worker).elements().tryBegin());

    WaitTimeoutException timeout = assertThrows(WaitTimeoutException.class, results::next);

    assertEquals("10 (of 10) futures unfinished", timeout.getMessage());
  }

  @SuppressWarnings("unchecked")
  private static Job<Integer> begin(ScriptedWorker worker) {
    Job<Integer> job = (Job<Integer>) worker.jobs.get(0);
    worker.begin(job);
    return job;
  }

  /** As a worker does whose first element throws because of an interrupt. */
  private static void failFirst(ScriptedWorker worker, Job<?> job) {
    job.elements().failed(0, new InterruptedException());
    worker.succeed(job, null);
  }

  private static Job<?> awaitNext(ScriptedWorker worker) {
    await().atMost(PATIENCE).until(() -> !worker.assigned.isEmpty());
    return worker.assigned.getFirst();
  }

  /** Runs all that the worker gets: it may be one job, or parts of one that was called back from the worker before it. */
  private static void runAll(ScriptedWorker worker) {
    for (int i = 0; i < worker.jobs.size(); i++) {
      runAll(worker, worker.jobs.get(i));
    }
  }

  /** Runs a job as a worker should; each element's value is its index. */
  @SuppressWarnings("unchecked")
  private static void runAll(ScriptedWorker worker, Job<?> job) {
    Elements<Integer> elements = (Elements<Integer>) job.elements();
    worker.begin(job);
    for (int index = elements.tryBegin(); index >= 0; index = elements.tryBegin()) {
      elements.succeeded(index, index);
    }
    worker.succeed(job, null);
  }

  private static void awaitUninterrupted(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException("nobody interrupts a test", e);
    }
  }
}
