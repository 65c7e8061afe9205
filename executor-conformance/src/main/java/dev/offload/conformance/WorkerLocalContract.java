package dev.offload.conformance;

import static dev.offload.conformance.Eventually.eventually;
import static dev.offload.conformance.Outcomes.assertMentions;
import static dev.offload.conformance.Outcomes.failureOf;
import static dev.offload.conformance.Outcomes.messageOf;
import static dev.offload.conformance.Outcomes.valueOf;
import static dev.offload.conformance.Outcomes.valuesOf;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.offload.Capability;
import dev.offload.TaskContext;
import dev.offload.TaskExecutor;
import dev.offload.TaskFuture;
import dev.offload.WorkerLocal;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** State of which each worker has its own: rule E10. */
public interface WorkerLocalContract extends ContractSubject {
  @Test
  @Tag(OnePerRule.TAG)
  @DisplayName("E10: each worker makes its state once, and keeps it from task to task")
  default void state_ofEachWorker_isMadeOnce(@TempDir Path directory) {
    requires(Capability.CONCURRENT);
    Marker made = Marker.in(directory);
    WorkerLocal<String> own = WorkerLocal.withInitial(() -> {
      made.mark("made");
      return TaskContext.current().worker();
    });
    try (TaskExecutor executor = open(2); Gate gate = Gate.in(directory)) {
      List<TaskFuture<String>> both = IntStream.range(0, 2).mapToObj(number -> executor.submit(() -> {
        gate.pass();
        return own.get();
      })).toList();
      gate.awaitArrivals(2);
      gate.open();
      Set<String> workers = new TreeSet<>(valuesOf(both));

      List<Boolean> kept = valuesOf(IntStream.range(0, 20)
          .mapToObj(number -> executor.submit(() -> own.get().equals(TaskContext.current().worker()))).toList());

      assertEquals(2, workers.size(), workers.toString());
      assertEquals(Set.of(true), Set.copyOf(kept));
      assertEquals(2, made.count());
    }
  }

  @Test
  @DisplayName("E10: the initializer can set a worker's state for its tasks")
  default void state_setByTheInitializer_isThereForTasks() {
    WorkerLocal<String> own = WorkerLocal.unset();
    try (TaskExecutor executor = open(config -> config.initializer(() -> own.set("prepared")))) {
      assertEquals("prepared", valueOf(executor.submit(own::get)));
      valueOf(executor.submit(() -> own.set("changed")));
    }
  }

  @Test
  @DisplayName("E10: what can be closed is closed when its worker ends in good order, the last first")
  default void state_thatCanBeClosed_isClosedWithItsWorker(@TempDir Path directory) {
    Marker closed = Marker.in(directory);
    WorkerLocal<AutoCloseable> first = WorkerLocal.withInitial(() -> () -> closed.mark("first"));
    WorkerLocal<AutoCloseable> failing = WorkerLocal.withInitial(() -> () -> {
      throw new IOException("cannot be closed");
    });
    WorkerLocal<AutoCloseable> last = WorkerLocal.withInitial(() -> () -> closed.mark("last"));
    try (TaskExecutor executor = open(1)) {
      valueOf(executor.submit(() -> {
        first.get();
        failing.get();
        last.get();
      }));

      assertEquals(List.of(), closed.lines());
    }

    eventually(() -> closed.count() == 2, () -> "both to be closed; closed are " + closed.lines());
    assertEquals(List.of("last", "first"), closed.lines());
  }

  @Test
  @DisplayName("E10: state that is missing, or cannot be made, is an error of the task that asks, and is made by the next")
  default void state_thatCannotBeMade_isAnErrorOfWhoAsks(@TempDir Path directory) {
    Marker tries = Marker.in(directory);
    WorkerLocal<Optional<String>> fickle = WorkerLocal.withInitial(() -> {
      tries.mark("tried");
      if (tries.count() == 1) {
        throw new IOException("not yet");
      }
      return Optional.of("at last");
    });
    WorkerLocal<String> unset = WorkerLocal.unset();
    try (TaskExecutor executor = open(1)) {
      assertMentions(messageOf(failureOf(IllegalStateException.class, executor.submit(fickle::get))), "not yet");
      assertEquals(Optional.of("at last"), valueOf(executor.submit(fickle::get)));
      failureOf(NoSuchElementException.class, executor.submit(unset::get));
    }
  }

  @Test
  @DisplayName("E10: outside of a worker there is no state of a worker")
  default void state_outsideOfAWorker_isAnError() {
    assertMentions(assertThrows(IllegalStateException.class, WorkerLocal.unset()::get).getMessage(), "worker");
  }
}
