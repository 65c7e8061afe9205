package dev.offload.examples.programs;

import static dev.offload.TaskStatus.CANCELLED;
import static dev.offload.TaskStatus.PENDING;
import static dev.offload.TaskStatus.RUNNING;
import static dev.offload.TaskStatus.SUCCEEDED;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.offload.ShutdownMode;
import dev.offload.examples.Backends;
import dev.offload.examples.OnEveryBackend;
import java.io.PrintWriter;
import java.io.Writer;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Each program gives the outcome that it is there to show. */
class ProgramsTest {
  private final PrintWriter out = new PrintWriter(Writer.nullWriter());

  @OnEveryBackend
  void loadUrls_futuresTellTheirStates(String backend) throws Exception {
    LoadUrls.Outcome outcome = new LoadUrls().run(Backends.config(backend), out);

    assertEquals(200, outcome.status());
    assertEquals(List.of("TaskFuture[good, running]", "TaskFuture[missing, pending]", "TaskFuture[unwanted, cancelled]"),
        outcome.before());
    assertEquals(List.of("TaskFuture[good, finished returned Integer]", "TaskFuture[missing, finished raised IOException]",
        "TaskFuture[unwanted, cancelled]"), outcome.after());
  }

  @OnEveryBackend
  void mapUrls_givesResultsInInputOrder(String backend) throws Exception {
    assertEquals(List.of("/0", "/1", "/2", "/3"), new MapUrls().run(Backends.config(backend), out));
  }

  @OnEveryBackend
  void asCompleted_yieldsFastFirst(String backend) throws Exception {
    assertEquals(List.of("fast", "slow"), new AsCompleted().run(Backends.config(backend).withWorkers(1), out));
  }

  @OnEveryBackend
  void waitConditions_eachReturnsAtItsMoment(String backend) throws Exception {
    WaitConditions.Outcome outcome = new WaitConditions().run(Backends.config(backend), out);

    assertEquals(List.of("quick"), outcome.firstCompleted());
    assertEquals(List.of("quick", "broken"), outcome.firstException());
    assertEquals(List.of("quick", "broken"), outcome.timedOut());
    assertEquals(List.of("slow", "quick", "broken"), outcome.allCompleted());
  }

  @OnEveryBackend
  void boundedPool_fifthTaskWaitsAndReusesTheFreedWorker(String backend) throws Exception {
    BoundedPool.Outcome outcome = new BoundedPool().run(Backends.config(backend), out);

    assertEquals(PENDING, outcome.fifthAtFirst());
    assertEquals(outcome.firstToEnd(), outcome.fifth());
    assertEquals(Backends.isolates(backend), outcome.fifth().pid() != ProcessHandle.current().pid());
  }

  @OnEveryBackend
  void apply_blocks_andATimeOutLeavesTheTaskRunning(String backend) throws Exception {
    assertEquals(new Apply.Outcome(144, true, RUNNING, 10_000), new Apply().run(Backends.config(backend), out));
  }

  @OnEveryBackend
  void fourMaps_double(String backend) {
    FourMaps.Outcome outcome = new FourMaps().run(Backends.config(backend), out);

    List<Integer> doubled = List.of(200, 400);
    assertEquals(doubled, outcome.map());
    assertEquals(doubled, outcome.mapAsync());
    assertEquals(doubled, outcome.imap());
    assertEquals(2, outcome.imapUnordered().size());
    assertEquals(Set.copyOf(doubled), Set.copyOf(outcome.imapUnordered()));
  }

  @OnEveryBackend
  void shutdownModes_finishOrStop_andJoinWaits(String backend) throws Exception {
    Map<ShutdownMode, ShutdownModes.Outcome> outcomes = new ShutdownModes().run(Backends.config(backend), out);

    assertEquals(new ShutdownModes.Outcome(false, true, List.of(SUCCEEDED, SUCCEEDED)), outcomes.get(ShutdownMode.FINISH_ACCEPTED));
    assertEquals(new ShutdownModes.Outcome(false, true, List.of(SUCCEEDED, CANCELLED)), outcomes.get(ShutdownMode.CANCEL_PENDING));
    assertEquals(new ShutdownModes.Outcome(false, true, List.of(CANCELLED, CANCELLED)), outcomes.get(ShutdownMode.CANCEL_ALL));
    assertEquals(3, outcomes.size());
  }

  @OnEveryBackend
  void isolation_threadsShareStaticState_processesDoNot(String backend) throws Exception {
    Isolation.Outcome expected = Backends.isolates(backend)
        ? new Isolation.Outcome(List.of(1, 1), 0)
        : new Isolation.Outcome(List.of(2, 2), 2);

    assertEquals(expected, new Isolation().run(Backends.config(backend), out));
  }
}
