package dev.offload.cluster;

import static dev.offload.conformance.Outcomes.assertMentions;
import static dev.offload.conformance.Outcomes.failureOf;
import static dev.offload.conformance.Outcomes.messageOf;
import static dev.offload.conformance.Outcomes.valueOf;
import static dev.offload.conformance.Outcomes.valuesOf;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.offload.Task;
import dev.offload.TaskContext;
import dev.offload.TaskExecutor;
import dev.offload.TaskFuture;
import dev.offload.TaskOptions;
import dev.offload.WorkerLostException;
import dev.offload.conformance.Bounds;
import dev.offload.conformance.Gate;
import dev.offload.conformance.Tasks;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** One of two nodes is lost. */
class ClusterFaultTest {
  private static final int SLOTS = 2;

  @TempDir
  static Path directory;
  private static Ring ring;

  /** Says which attempt it is, and where, when the gate is open. */
  private record Attempt(Gate gate) implements Task<String> {
    @Override
    public String call() throws InterruptedException {
      gate.pass();
      return TaskContext.current().attempt() + " in " + Tasks.pid();
    }
  }

  @BeforeAll
  static void makeRing() {
    ring = new Ring(directory, Duration.ofSeconds(3));
  }

  @AfterAll
  static void endRing() {
    ring.close();
  }

  @BeforeEach
  void awaitBoth() {
    List<NodeJvm> nodes = List.of(ring.launch(0, SLOTS, "threads"), ring.launch(1, SLOTS, "threads"));
    nodes.forEach(node -> node.awaitLine(NodeProgram.UP));
  }

  @Test
  @DisplayName("E3: a node that is killed costs the task that ran there, and no other one")
  void node_killedWhileBusy_losesTheTaskThatRan() {
    try (TaskExecutor executor = ring.open(2); Gate gate = Gate.in(directory)) {
      TaskFuture<String> lost = Tasks.begin(executor, gate);
      TaskFuture<String> kept = Tasks.begin(executor, gate);
      List<TaskFuture<Long>> waiting = submitMany(executor);
      NodeJvm killed = nodeOfArrival(gate, 0);

      killed.kill();

      Bounds.assertEndsWithin(Bounds.DEATH, lost);
      assertMentions(messageOf(failureOf(WorkerLostException.class, lost)), "worker-1", killed.name());
      assertEquals(Collections.nCopies(waiting.size(), nodeOfArrival(gate, 1).pid()), valuesOf(waiting));
      gate.open();
      assertEquals("held", valueOf(kept));
    }
  }

  @Test
  @DisplayName("E9: a task that may be tried again runs on the other node when its own was killed")
  void node_killedWhileBusy_isReplacedForARetry() {
    try (TaskExecutor executor = ring.open(2); Gate gate = Gate.in(directory)) {
      TaskOptions twice = TaskOptions.defaults().withRetries(1);
      TaskFuture<String> task = Tasks.begin(executor, twice, new Attempt(gate), gate);

      nodeOfArrival(gate, 0).kill();

      gate.awaitArrivals(2);
      gate.open();
      assertEquals("2 in " + nodeOfArrival(gate, 1).pid(), valueOf(task));
    }
  }

  @Test
  @Tag("full")
  @DisplayName("K7: a node that was frozen until it was given up loses its task, and what it says when it is thawed is dropped")
  void node_frozenWhileBusy_losesItsTaskForGood() {
    try (TaskExecutor executor = ring.openBy(1, 2); Gate gate = Gate.in(directory)) {
      List<TaskFuture<String>> held = List.of(Tasks.begin(executor, gate), Tasks.begin(executor, gate));
      List<TaskFuture<Long>> waiting = submitMany(executor);
      NodeJvm frozen = ring.launch(0, SLOTS, "threads");
      boolean wasFirst = nodeOfArrival(gate, 0) == frozen;
      TaskFuture<String> lost = held.get(wasFirst ? 0 : 1);
      TaskFuture<String> kept = held.get(wasFirst ? 1 : 0);
      long other = nodeOfArrival(gate, wasFirst ? 1 : 0).pid();

      frozen.freeze();

      Bounds.assertEndsWithin(ring.failureDetection().plus(Bounds.DEATH), lost);
      assertMentions(messageOf(failureOf(WorkerLostException.class, lost)), frozen.name());
      assertEquals(Collections.nCopies(waiting.size(), other), valuesOf(waiting));
      gate.open();
      frozen.thaw();
      assertEquals("held", valueOf(kept));
      assertEquals(Collections.nCopies(waiting.size(), other), valuesOf(submitMany(executor)));
      failureOf(WorkerLostException.class, lost);
      // Two nodes cannot tell which of them was frozen: this one may go on as a cluster of its own.
      frozen.kill();
    }
  }

  @Test
  @Tag("full")
  @DisplayName("E6: a node that is frozen while its workers are idle holds up no task for long, and no end of an executor")
  void node_frozenWhileIdle_holdsUpNothing() {
    try (TaskExecutor going = ring.openBy(1, 2); TaskExecutor ending = ring.openBy(1, 2); Gate gate = Gate.in(directory)) {
      List<TaskFuture<String>> held = Stream.of(going, going, ending, ending).map(owner -> Tasks.begin(owner, gate)).toList();
      gate.open();
      valuesOf(held);
      NodeJvm frozen = ring.launch(0, SLOTS, "threads");
      frozen.freeze();

      ending.shutdown();
      List<TaskFuture<Long>> sent = submitMany(going);

      sent.forEach(task -> Bounds.assertEndsWithin(ring.failureDetection().plus(Bounds.DEATH), task));
      Bounds.assertTerminatesWithin(Bounds.STOP, ending);
      assertTrue(valuesOf(submitMany(going)).stream().noneMatch(pid -> pid == frozen.pid()));
      frozen.kill();
    }
  }

  @Test
  @Tag("full")
  @DisplayName("E3: a node that is there again gets tasks again")
  void node_startedAgain_runsTasks() {
    try (TaskExecutor executor = ring.open(SLOTS + 1); Gate gate = Gate.in(directory)) {
      NodeJvm killed = ring.node(valueOf(executor.submit(Tasks::pid)));
      killed.kill();
      assertNotEquals(killed.pid(), valueOf(executor.submit(TaskOptions.defaults().withRetries(1), Tasks::pid)));
      awaitBoth();

      for (int i = 0; i <= SLOTS; i++) {
        Tasks.begin(executor, gate);
      }

      assertEquals(2, gate.arrivals().lines().stream().distinct().count());
    }
  }

  /** What happens to a node. */
  private enum Loss {
    KILL, FREEZE;

    void befall(NodeJvm node) {
      if (this == KILL) {
        node.kill();
      } else {
        node.freeze();
      }
    }
  }

  @ParameterizedTest
  @Tag("full")
  @EnumSource
  @DisplayName("E3: the node by which the program found the cluster may be lost as any other")
  void node_byWhichTheClientJoined_mayBeLost(Loss loss) {
    ring.clear(1);
    try (TaskExecutor executor = ring.open(2); Gate gate = Gate.in(directory)) {
      TaskFuture<String> lost = Tasks.begin(executor, gate);
      NodeJvm second = ring.start(1, SLOTS);
      TaskFuture<String> kept = Tasks.begin(executor, gate);
      assertEquals(second, nodeOfArrival(gate, 1));

      loss.befall(nodeOfArrival(gate, 0));

      Bounds.assertEndsWithin(ring.failureDetection().plus(Bounds.DEATH), lost);
      failureOf(WorkerLostException.class, lost);
      assertTrue(valuesOf(submitMany(executor)).stream().allMatch(pid -> pid == second.pid()));
      gate.open();
      assertEquals("held", valueOf(kept));
    }
    ring.clear(0);
  }

  @Test
  @DisplayName("E3: a node that stops in good order costs the task that ran there, and no other one")
  void node_stopped_losesTheTaskThatRan() {
    try (TaskExecutor executor = ring.open(2); Gate gate = Gate.in(directory)) {
      TaskFuture<String> lost = Tasks.begin(executor, gate);
      TaskFuture<String> kept = Tasks.begin(executor, gate);
      List<TaskFuture<Long>> waiting = submitMany(executor);
      NodeJvm stopped = nodeOfArrival(gate, 0);

      stopped.stop();

      assertMentions(messageOf(failureOf(WorkerLostException.class, lost)), stopped.name());
      assertEquals(Collections.nCopies(waiting.size(), kept(gate)), valuesOf(waiting));
      gate.open();
      assertEquals("held", valueOf(kept));
    }
  }

  private static List<TaskFuture<Long>> submitMany(TaskExecutor executor) {
    return Stream.generate(() -> executor.submit(Tasks::pid)).limit(10).toList();
  }

  private static long kept(Gate gate) {
    return nodeOfArrival(gate, 1).pid();
  }

  private static NodeJvm nodeOfArrival(Gate gate, int number) {
    return ring.node(Long.parseLong(gate.arrivals().lines().get(number)));
  }
}
