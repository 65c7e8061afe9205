package dev.offload.cluster;

import static dev.offload.conformance.Eventually.eventually;
import static dev.offload.conformance.Outcomes.assertMentions;
import static dev.offload.conformance.Outcomes.failureOf;
import static dev.offload.conformance.Outcomes.messageOf;
import static dev.offload.conformance.Outcomes.valueOf;
import static dev.offload.conformance.Outcomes.valuesOf;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.offload.BrokenExecutorException;
import dev.offload.ExecutorConfig;
import dev.offload.Task;
import dev.offload.TaskExecutor;
import dev.offload.TaskFuture;
import dev.offload.cluster.grid.Ports;
import dev.offload.conformance.Bounds;
import dev.offload.conformance.Gate;
import dev.offload.conformance.Marker;
import dev.offload.conformance.Tasks;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who gets the slots of a node: several programs, such as end, and nodes that join. */
class ClusterSlotsTest {
  private static final int SLOTS = 2;

  @TempDir
  static Path directory;
  private static Ring ring;
  private static NodeJvm node;

  /** Says when it begins and ends. */
  private record Turn(Marker marks) implements Task<Long> {
    @Override
    public Long call() throws InterruptedException {
      marks.mark("begins");
      Thread.sleep(20);
      marks.mark("ends");
      return Tasks.pid();
    }
  }

  @BeforeAll
  static void startRing() {
    ring = new Ring(directory, Duration.ofSeconds(10));
    node = ring.start(0, SLOTS);
  }

  @AfterAll
  static void endRing() {
    ring.close();
  }

  @Test
  @DisplayName("E1: a node that joins takes what waits for a slot, also where another executor has them all")
  void node_thatJoins_takesWhatWaits() {
    try (TaskExecutor first = ring.open(SLOTS + 1); TaskExecutor second = ring.open(1); Gate gate = Gate.in(directory)) {
      Tasks.begin(first, gate);
      Tasks.begin(first, gate);
      List<TaskFuture<Long>> waiting = List.of(first.submit(Tasks::pid), second.submit(Tasks::pid));

      NodeJvm joined = ring.start(1, SLOTS);

      assertEquals(List.of(joined.pid(), joined.pid()), valuesOf(waiting));
      gate.open();
    } finally {
      ring.clear(1);
    }
  }

  @Test
  @DisplayName("E1: executors share the slots of a node: together they have no more workers than it has slots, and each gets its turn")
  void executors_onOneNode_shareItsSlots() {
    Marker marks = Marker.in(directory);
    try (TaskExecutor first = openBriefly(); TaskExecutor second = openBriefly()) {
      List<TaskFuture<Long>> tasks = new ArrayList<>();
      for (int i = 0; i < 30; i++) {
        tasks.add(first.submit(new Turn(marks)));
        tasks.add(second.submit(new Turn(marks)));
      }

      assertTrue(valuesOf(tasks).stream().allMatch(pid -> pid == node.pid()));

      assertEquals(SLOTS, mostAtOnce(marks));
    }
  }

  @Test
  @DisplayName("E1: a slot that an idle worker gives up goes to the executor that waits for it")
  void slot_ofAnIdleWorker_goesToWhoWaits() {
    try (TaskExecutor first = openBriefly(); TaskExecutor second = openBriefly(); Gate gate = Gate.in(directory)) {
      List<TaskFuture<String>> held = List.of(Tasks.begin(first, gate), Tasks.begin(first, gate));
      TaskFuture<Long> waiting = second.submit(Tasks::pid);

      gate.open();

      assertEquals(List.of("held", "held"), valuesOf(held));
      assertEquals(node.pid(), valueOf(waiting));
    }
  }

  @Test
  @DisplayName("E1: a node in the program itself has room for all workers of the program, of each of its executors")
  void executors_withTheirNodeInThisJvm_haveAllTheirWorkers() {
    int workers = Runtime.getRuntime().availableProcessors() + 1;
    ExecutorConfig config = ExecutorConfig.defaults().withBackend(ClusterProvider.NAME).withWorkers(workers)
        .withOption("cluster.port", Integer.toString(Ports.free()));
    try (TaskExecutor first = TaskExecutor.open(config); TaskExecutor second = TaskExecutor.open(config); Gate gate = Gate.in(directory)) {
      List<TaskFuture<String>> held = new ArrayList<>();
      for (int i = 0; i < workers; i++) {
        held.add(Tasks.begin(first, gate));
        held.add(Tasks.begin(second, gate));
      }

      gate.open();

      assertEquals(Collections.nCopies(2 * workers, "held"), valuesOf(held));
    }
  }

  @Test
  @DisplayName("E1: workers beyond what the program's own node has slots for go to nodes that join, each after the task that it has")
  void workers_beyondTheSlotsOfTheirProgram_goToNodesThatJoin() {
    int workers = Runtime.getRuntime().availableProcessors() + 2;
    Marker marks = Marker.in(directory);
    Ring own = new Ring(directory, Duration.ofSeconds(10));
    try (own; TaskExecutor executor = TaskExecutor.open(own.configOfFirst().withWorkers(workers)); Gate gate = Gate.in(directory)) {
      List<TaskFuture<String>> held = IntStream.range(0, workers).mapToObj(i -> Tasks.begin(executor, gate)).toList();
      List<Long> joined = List.of(own.start(1, 1).pid(), own.start(2, 1).pid());
      gate.open();

      eventually(() -> pidsOf(executor, 4 * workers, marks).containsAll(joined), () -> "a task on each node that joined");

      assertEquals(Collections.nCopies(workers, "held"), valuesOf(held));
    }
  }

  private static List<Long> pidsOf(TaskExecutor executor, int tasks, Marker marks) {
    return valuesOf(IntStream.range(0, tasks).mapToObj(i -> executor.submit(new Turn(marks))).toList());
  }

  @Test
  @DisplayName("E3: where no node has the backend that is wanted, the executor is broken and says so")
  void executor_withoutANodeOfItsBackend_isBroken() {
    Duration startTimeout = Duration.ofMillis(300);
    try (TaskExecutor executor = ring.open(settings -> settings.workers(1).maxStartFailures(2)
        .option("cluster.nodeBackend", "processes").option("cluster.startTimeout", startTimeout.toMillis() + "ms"))) {
      TaskFuture<Long> task = executor.submit(Tasks::pid);

      Bounds.assertEndsWithin(startTimeout.plus(Bounds.KILL).multipliedBy(2), task);
      assertMentions(messageOf(failureOf(BrokenExecutorException.class, task)), "2 times", "no node with nodeBackend processes");
      assertThrows(BrokenExecutorException.class, () -> executor.submit(Tasks::pid));
    }
  }

  @Test
  @Tag("full")
  @DisplayName("E5: what a program that was killed or frozen had on a node ends; one that is thawed and reconnects goes on")
  void programs_killedAndFrozen_loseWhatTheyHad() {
    Gate gateOfFrozen = Gate.in(directory);
    Gate gate = Gate.in(directory);
    try (gateOfFrozen; gate; NodeJvm killed = startClient(gate); NodeJvm frozen = startClient(gateOfFrozen)) {
      killed.awaitLine(ClientProgram.RUNNING).kill();
      frozen.awaitLine(ClientProgram.RUNNING).freeze();
      Marker interrupts = new Marker(gate.path() + ".interrupts");
      Marker interruptsOfFrozen = new Marker(gateOfFrozen.path() + ".interrupts");
      eventually(() -> interrupts.count() > 0 && interruptsOfFrozen.count() > 0, () -> "the end of what the programs had");
      gate.open();
      try (TaskExecutor executor = ring.open(1)) {
        assertEquals(node.pid(), valueOf(executor.submit(Tasks::pid)));
      }

      // Its first session is still there, because the task ignores that.
      frozen.thaw();

      frozen.awaitLine(ClientProgram.LOST);
      frozen.awaitLine(ClientProgram.AGAIN + node.pid());
      assertEquals(0, frozen.awaitEnd(), frozen::output);
    }
  }

  private static NodeJvm startClient(Gate gate) {
    ExecutorConfig config = ring.config().withOption("cluster.reconnects", "true");
    List<String> options = new ArrayList<>(List.of("-Doffload.backend=" + config.backend().orElseThrow(), "-Doffload.workers=1"));
    config.options().forEach((key, value) -> options.add("-Doffload." + key + "=" + value));
    return NodeJvm.start("client", directory, ClientProgram.class, options, List.of(gate.path()));
  }

  private static TaskExecutor openBriefly() {
    return ring.open(settings -> settings.workers(2 * SLOTS).idleTimeout(Duration.ofMillis(200)));
  }

  private static int mostAtOnce(Marker marks) {
    int most = 0;
    int now = 0;
    for (String line : marks.lines()) {
      now += line.equals("begins") ? 1 : -1;
      most = Math.max(most, now);
    }
    return most;
  }
}
