package dev.offload.conformance;

import static dev.offload.conformance.Outcomes.assertMentions;
import static dev.offload.conformance.Outcomes.failureOf;
import static dev.offload.conformance.Outcomes.messageOf;
import static dev.offload.conformance.Outcomes.valueOf;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.offload.Capability;
import dev.offload.MapOptions;
import dev.offload.TaskExecutor;
import dev.offload.TaskFuture;
import dev.offload.TaskStatus;
import dev.offload.TaskTransferException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What travels and what does not: rules C5 and C6. */
public interface TransferContract extends ContractSubject {
  /** The elements of a large array. */
  int LARGE = 300_000;

  @Test
  @Tag(OnePerRule.TAG)
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
  @Tag(OnePerRule.TAG)
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
  @DisplayName("C6: what the caller changes after submit in large arrays is not seen where tasks are copied")
  default void submit_thenChangeLargeArrays_isNotSeenInACopy(@TempDir Path directory) {
    requires(Capability.CONCURRENT);
    byte[] argument = new byte[LARGE];
    double[] captured = new double[LARGE];
    try (TaskExecutor executor = openCopying(1); Gate gate = Gate.in(directory)) {
      Tasks.begin(executor, gate);
      TaskFuture<Integer> sum = executor.submit(bytes -> bytes[0] + bytes[LARGE - 1], argument);
      TaskFuture<Double> first = executor.submit(() -> captured[0]);

      argument[0] = 1;
      argument[LARGE - 1] = 1;
      captured[0] = 1;
      gate.open();

      assertEquals(0, valueOf(sum));
      assertEquals(0.0, valueOf(first));
    }
  }

  @Test
  @DisplayName("C6: what a task changes later in a large array that it returned is not seen by the caller where results are copied")
  default void result_changedByALaterTask_isNotSeenInACopy() {
    try (TaskExecutor executor = openCopying(1)) {
      byte[] first = valueOf(executor.submit(TransferContract::countUp));
      byte[] second = valueOf(executor.submit(TransferContract::countUp));

      assertEquals(List.of(1, 2), List.of((int) first[LARGE - 1], (int) second[LARGE - 1]));
    }
  }

  private static byte[] countUp() {
    Counted.BYTES[LARGE - 1]++;
    return Counted.BYTES;
  }

  /** What a worker keeps from task to task. */
  final class Counted {
    private static final byte[] BYTES = new byte[LARGE];

    private Counted() {}
  }

  @Test
  @Tag(OnePerRule.TAG)
  @DisplayName("R1: large arrays of every primitive type come back as they were, alone and inside other objects")
  default void arrays_largeAndOfEachType_comeBack() {
    int[] ints = IntStream.range(0, LARGE).map(number -> number * 1_000_003).toArray();
    byte[] bytes = new byte[LARGE];
    char[] chars = new char[LARGE];
    short[] shorts = new short[LARGE];
    boolean[] booleans = new boolean[LARGE];
    for (int i = 0; i < LARGE; i++) {
      bytes[i] = (byte) ints[i];
      chars[i] = (char) ints[i];
      shorts[i] = (short) ints[i];
      booleans[i] = ints[i] % 3 == 0;
    }
    long[] longs = Arrays.stream(ints).mapToLong(number -> number * 0x1_0000_0001L).toArray();
    double[] doubles = Arrays.stream(ints).mapToDouble(number -> number / 3.0).toArray();
    float[][] floats = {{1}, new float[LARGE]};
    Object[] arrays = {bytes, chars, shorts, booleans, ints, longs, doubles, floats};
    try (TaskExecutor executor = openCopying(1)) {
      Map<String, Object[]> back = valueOf(executor.submit(sent -> Map.of("arrays", sent), arrays));

      assertTrue(Arrays.deepEquals(arrays, back.get("arrays")), "they have changed");
      assertEquals(LARGE, valueOf(executor.submit(sent -> sent, bytes)).length);
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
