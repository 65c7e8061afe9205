package dev.offload.conformance;

import static dev.offload.conformance.Outcomes.assertMentions;
import static dev.offload.conformance.Outcomes.failureOf;
import static dev.offload.conformance.Outcomes.messageOf;
import static dev.offload.conformance.Outcomes.valueOf;
import static dev.offload.conformance.Outcomes.valuesOf;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import dev.offload.Capability;
import dev.offload.MapOptions;
import dev.offload.Results;
import dev.offload.TaskExecutor;
import dev.offload.TaskFuture;
import dev.offload.TaskOptions;
import dev.offload.WorkerLostException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is lost, and what is not, with a worker that dies while bytes are on their way: rule E3. */
public interface TransitContract extends ContractSubject {
  /** The number of a task that ends its worker. */
  int HALTING = 400;

  /** A payload that takes its time. */
  int LARGE_BYTES = 100 << 20;

  @ParameterizedTest(name = "E3: {0}")
  @EnumSource(names = {"EXIT", "HALT", "CRASH", "KILL"})
  @DisplayName("E3: a worker that dies after it has sent its result loses neither that nor another task")
  default void worker_diesAfterItsResult_losesNothing(Fault fault, @TempDir Path directory) {
    requires(Capability.ISOLATES, Capability.SURVIVES_CRASHES);
    Blow blow = new Blow(fault, Gate.in(directory));
    try (TaskExecutor executor = open(confinedConfig(directory).withWorkers(1));
        Gate gate = blow.gate();
        InFlight inFlight = InFlight.begin(executor, blow, directory)) {
      TaskFuture<byte[]> result = inFlight.whileReturned(TaskOptions.defaults(), 1);
      List<TaskFuture<Integer>> queued = IntStream.range(0, 10).mapToObj(number -> executor.submit(Tasks::square, number)).toList();

      assertEquals(1, valueOf(result).length, "what was sent before the death");
      assertEquals(IntStream.range(0, 10).map(Tasks::square).boxed().toList(), valuesOf(queued));
      assertNotEquals(gate.arrivals().lines().get(0), valueOf(executor.submit(Tasks::pid)).toString(), "the worker died");
    }
  }

  @Test
  @DisplayName("E3: a worker that dies while 100 MB are written to it loses no task")
  default void worker_diesWhileMuchIsSentToIt_losesNothing(@TempDir Path directory) {
    requires(Capability.ISOLATES, Capability.SURVIVES_CRASHES);
    Blow blow = new Blow(Fault.KILL, Gate.in(directory));
    try (TaskExecutor executor = open(1);
        Gate gate = blow.gate();
        InFlight inFlight = InFlight.begin(executor, blow, directory)) {
      TaskFuture<Integer> sent = inFlight.whileSent(TaskOptions.defaults(), LARGE_BYTES);

      assertEquals(LARGE_BYTES, valueOf(sent));
      assertNotEquals(gate.arrivals().lines().get(0), valueOf(executor.submit(Tasks::pid)).toString(), "the worker died");
    }
  }

  @Test
  @DisplayName("E3: a worker that dies while it writes 100 MB loses the task whose result that was, and no other")
  default void worker_diesWhileItReturnsMuch_losesThatTaskOnly(@TempDir Path directory) {
    requires(Capability.ISOLATES, Capability.SURVIVES_CRASHES);
    Blow blow = new Blow(Fault.KILL, Gate.in(directory));
    try (TaskExecutor executor = open(1);
        Gate gate = blow.gate();
        InFlight inFlight = InFlight.begin(executor, blow, directory)) {
      TaskFuture<byte[]> returned = inFlight.whileReturned(TaskOptions.named("generous"), LARGE_BYTES);
      TaskFuture<byte[]> next = executor.submit(() -> new byte[LARGE_BYTES]);

      assertMentions(messageOf(failureOf(WorkerLostException.class, returned)), "generous", gate.arrivals().lines().get(0), "137");
      assertEquals(LARGE_BYTES, valueOf(next).length);
    }
  }

  @Test
  @DisplayName("E3: a chunk whose first element ends the worker while the second is on its way loses the first only")
  default void chunk_whoseFirstEndsTheWorker_losesThatOnly(@TempDir Path directory) {
    requires(Capability.ISOLATES, Capability.SURVIVES_CRASHES);
    try (TaskExecutor executor = open(1); Gate parent = Gate.in(directory)) {
      final ProcessHandle worker = ProcessHandle.of(valueOf(executor.submit(Tasks::pid))).orElseThrow();
      executor.submit(Trap::whenRead, Blow.pauseAt(parent));
      parent.awaitArrivals(1);

      Results<Integer> results = executor.map(MapOptions.defaults().withChunkSize(2), TransitContract::haltOrMeasure,
          List.of(new byte[0], new byte[InFlight.STUCK_BYTES]));
      InFlight.awaitEnd(worker);
      parent.open();

      assertEquals(List.of("WorkerLostException", "" + InFlight.STUCK_BYTES), MapContract.outcomes(results));
    }
  }

  @Test
  @DisplayName("E3: of many short tasks that a worker has at once, the one that ends it is lost and no other, ended or not")
  default void shortTasks_aroundOneThatEndsTheWorker_keepTheirOutcomes() {
    requires(Capability.ISOLATES, Capability.SURVIVES_CRASHES);
    try (TaskExecutor executor = open(1)) {
      for (int rounds = Extent.times(2, 5, 5); rounds > 0; rounds--) {
        List<TaskFuture<Integer>> futures = new ArrayList<>();
        for (int i = 0; i < 600; i++) {
          futures.add(executor.submit(TransitContract::haltOrSquare, i));
        }

        for (int i = 0; i < 600; i++) {
          if (i == HALTING) {
            failureOf(WorkerLostException.class, futures.get(i));
          } else {
            assertEquals(i * i, valueOf(futures.get(i)));
          }
        }
      }
    }
  }

  private static int haltOrSquare(int number) {
    if (number == HALTING) {
      Runtime.getRuntime().halt(3);
    }
    return number * number;
  }

  private static int haltOrMeasure(byte[] payload) {
    if (payload.length == 0) {
      Runtime.getRuntime().halt(3);
    }
    return payload.length;
  }
}
