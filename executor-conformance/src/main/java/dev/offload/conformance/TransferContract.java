package dev.offload.conformance;

import static dev.offload.conformance.Outcomes.assertMentions;
import static dev.offload.conformance.Outcomes.failureOf;
import static dev.offload.conformance.Outcomes.messageOf;
import static dev.offload.conformance.Outcomes.valueOf;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;

import dev.offload.Capability;
import dev.offload.MapOptions;
import dev.offload.TaskExecutor;
import dev.offload.TaskFuture;
import dev.offload.TaskStatus;
import dev.offload.TaskTransferException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What travels and what does not: rules C5 and C6. */
public interface TransferContract extends ContractSubject {
  @Test
  @DisplayName("C5: a task that cannot travel fails its own future, with the path to the culprit")
  default void submit_unsendableTask_failsWithThePath() {
    Unsendable.Session session = Unsendable.Session.open();
    try (TaskExecutor executor = openCopying(1)) {
      TaskFuture<String> future = executor.submit(() -> session.user());

      TaskTransferException failure = failureOf(TaskTransferException.class, future);
      assertEquals(TaskStatus.FAILED, future.status());
      assertMentions(messageOf(failure), "task.captured[0].connection.socket : java.net.Socket");
    }
  }

  @Test
  @DisplayName("C5: an argument that cannot travel fails its own future, with the path to the culprit")
  default void submit_unsendableArgument_failsWithThePath() {
    Unsendable.Session session = Unsendable.Session.open();
    try (TaskExecutor executor = openCopying(1)) {
      TaskFuture<String> future = executor.submit(Unsendable.Session::user, session);

      TaskTransferException failure = failureOf(TaskTransferException.class, future);
      assertMentions(messageOf(failure), "argument", ".connection.socket : java.net.Socket");
    }
  }

  @Test
  @DisplayName("C5: a hundred tasks that cannot travel harm none of the hundred after them")
  default void submit_hundredUnsendableTasks_harmsNoOther() {
    Unsendable.Session session = Unsendable.Session.open();
    try (TaskExecutor executor = openCopying(2)) {
      List<TaskFuture<String>> bad = new ArrayList<>();
      List<TaskFuture<Integer>> good = new ArrayList<>();
      for (int i = 0; i < 100; i++) {
        bad.add(executor.submit(() -> session.user()));
      }
      for (int i = 0; i < 100; i++) {
        good.add(executor.submit(Tasks::square, i));
      }

      bad.forEach(future -> failureOf(TaskTransferException.class, future));
      for (int i = 0; i < 100; i++) {
        assertEquals(i * i, valueOf(good.get(i)));
      }
    }
  }

  @Test
  @DisplayName("C5: an element that cannot travel fails at its own place of a chunk")
  default void map_unsendableElement_failsAtItsPlace() {
    List<Object> inputs = List.of("a", Unsendable.Session.open(), "c");
    try (TaskExecutor executor = openCopying(1)) {
      List<String> seen = MapContract.outcomes(
          executor.map(MapOptions.defaults().withChunkSize(3), Object::hashCode, inputs));

      assertEquals(List.of("" + "a".hashCode(), "TaskTransferException", "" + "c".hashCode()), seen);
    }
  }

  @Test
  @DisplayName("C6: what the caller changes after submit is not seen where tasks are copied")
  default void submit_thenChange_isNotSeenInACopy(@TempDir Path directory) {
    requires(Capability.CONCURRENT);
    List<Integer> argument = new ArrayList<>(List.of(1, 2, 3));
    AtomicInteger captured = new AtomicInteger(3);
    try (TaskExecutor executor = openCopying(1); Gate gate = Gate.in(directory)) {
      Tasks.begin(executor, gate);
      TaskFuture<Integer> size = executor.submit(list -> list.size(), argument);
      TaskFuture<Integer> number = executor.submit(() -> captured.get());

      argument.add(4);
      captured.set(4);
      gate.open();

      assertEquals(3, valueOf(size));
      assertEquals(3, valueOf(number));
    }
  }

  @Test
  @DisplayName("C6: what a task changes in its argument is not seen by the caller where tasks are copied")
  default void task_changesItsArgument_onlyInItsCopy() {
    List<Integer> argument = new ArrayList<>(List.of(1, 2, 3));
    try (TaskExecutor executor = openCopying(1)) {
      List<Integer> result = valueOf(executor.submit(TransferContract::withOneMore, argument));

      assertEquals(List.of(1, 2, 3), argument);
      assertEquals(List.of(1, 2, 3, 4), result);
      assertNotSame(argument, result);
    }
  }

  private static List<Integer> withOneMore(List<Integer> list) {
    list.add(4);
    return list;
  }

  @Test
  @DisplayName("C6: sharing backends pass references")
  default void submit_toASharingBackend_passesReferences() {
    requiresNo(Capability.ISOLATES);
    List<Integer> argument = new ArrayList<>(List.of(1, 2, 3));
    try (TaskExecutor executor = open(1)) {
      List<Integer> result = valueOf(executor.submit(TransferContract::withOneMore, argument));

      assertSame(argument, result);
      assertEquals(List.of(1, 2, 3, 4), argument);
    }
  }
}
