package dev.offload.conformance;

import static dev.offload.conformance.Outcomes.assertMentions;
import static dev.offload.conformance.Outcomes.failureOf;
import static dev.offload.conformance.Outcomes.valueOf;
import static dev.offload.conformance.Outcomes.valuesOf;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.offload.Action;
import dev.offload.Capability;
import dev.offload.TaskExecutor;
import dev.offload.TaskFuture;
import dev.offload.UpdateFailedException;
import dev.offload.shared.Namespace;
import dev.offload.shared.SharedDouble;
import dev.offload.shared.SharedList;
import dev.offload.shared.SharedLong;
import dev.offload.shared.SharedMap;
import dev.offload.shared.Value;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ConcurrentMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Changes that lose nothing: rule H5. */
public interface SharedUpdateContract extends ContractSubject {
  /** How many tasks do the same at once. */
  int UPDATERS = 4;

  /** How often each of them does. */
  int UPDATES = 100;

  @Test
  @Tag(OnePerRule.TAG)
  @DisplayName("H5: compound updates of a number lose none")
  default void number_updatedByMany_losesNothing() {
    try (TaskExecutor executor = open(2)) {
      SharedLong number = executor.shared().atomicLong(0);
      SharedDouble fractions = executor.shared().atomicDouble(0.5);

      byMany(executor, () -> {
        number.updateAndGet(n -> n + 1);
        number.incrementAndGet();
        fractions.updateAndGet(n -> n + 0.25);
        fractions.addAndGet(0.25);
      });

      assertEquals(2 * UPDATERS * UPDATES, number.get());
      assertEquals(0.5 + UPDATERS * UPDATES / 2.0, fractions.get());
      assertFalse(number.compareAndSet(-1, 0));
      assertTrue(fractions.compareAndSet(fractions.get(), -0.0));
      assertEquals(-0.0, fractions.get());
    }
  }

  @Test
  @DisplayName("H5: compound updates of a map lose none, by its own interface and by the JDK's")
  default void map_updatedByMany_losesNothing() {
    try (TaskExecutor executor = open(2)) {
      SharedMap<String, Integer> map = executor.shared().map();

      byMany(executor, () -> {
        map.merge("merge", 1, (old, more) -> old + more);
        map.compute("compute", (key, old) -> old == null ? 1 : old + 1);
        ConcurrentMap<String, Integer> plain = map;
        plain.merge("plain merge", 1, Integer::sum);
        plain.compute("plain compute", (key, old) -> old == null ? 1 : old + 1);
      });

      for (String key : List.of("merge", "compute", "plain merge", "plain compute")) {
        assertEquals(UPDATERS * UPDATES, map.get(key), key);
      }
    }
  }

  @Test
  @DisplayName("H5: compound updates of a value, a namespace and a list lose none")
  default void objects_updatedByMany_loseNothing() {
    try (TaskExecutor executor = open(2)) {
      Value<List<Integer>> value = executor.shared().value(List.of());
      Namespace names = executor.shared().namespace();
      names.set("y", 0);
      SharedList<Integer> list = executor.shared().list();
      list.add(0);

      byMany(executor, () -> {
        value.updateAndGet(old -> with(old, 1));
        names.<Integer>update("y", y -> y + 1);
        list.atomically(all -> all.set(0, all.get(0) + 1));
      });

      assertEquals(UPDATERS * UPDATES, value.get().size());
      assertEquals(UPDATERS * UPDATES, names.<Integer>get("y"));
      assertEquals(List.of(UPDATERS * UPDATES), list);
    }
  }

  private static List<Integer> with(List<Integer> list, int more) {
    List<Integer> longer = new ArrayList<>(list);
    longer.add(more);
    return longer;
  }

  private static void byMany(TaskExecutor executor, Action update) {
    valuesOf(IntStream.range(0, UPDATERS).mapToObj(number -> executor.submit(() -> {
      for (int i = 0; i < UPDATES; i++) {
        update.run();
      }
    })).toList());
  }

  @Test
  @DisplayName("H5: a function runs where the object lives")
  default void function_runsWhereTheObjectLives() {
    requires(Capability.ISOLATES);
    try (TaskExecutor executor = open(1)) {
      SharedLong number = executor.shared().atomicLong(0);

      assertEquals(Tasks.pid(), valueOf(executor.submit(() -> number.updateAndGet(old -> Tasks.pid()))));
    }
  }

  @Test
  @DisplayName("H5: a function that throws changes nothing, and its caller gets what it threw")
  default void function_thatThrows_changesNothing() {
    try (TaskExecutor executor = open(1)) {
      SharedList<String> list = executor.shared().list();
      list.add("old");
      SharedLong number = executor.shared().atomicLong(7);

      IllegalArgumentException here = assertThrows(IllegalArgumentException.class, () -> list.atomically(SharedUpdateContract::spoil));
      IllegalArgumentException there = failureOf(IllegalArgumentException.class,
          executor.submit(() -> list.atomically(SharedUpdateContract::spoil)));
      UpdateFailedException checked = failureOf(UpdateFailedException.class, executor.submit(() -> number.updateAndGet(old -> {
        throw new IOException("disk full");
      })));

      assertEquals("spoilt", here.getMessage());
      assertEquals("spoilt", there.getMessage());
      assertMentions(checked.getMessage(), "disk full");
      assertEquals("disk full", checked.getCause().getMessage());
      assertEquals(List.of("old"), list);
      assertEquals(7, number.get());
    }
  }

  private static Object spoil(List<String> all) {
    all.clear();
    throw new IllegalArgumentException("spoilt");
  }

  @Test
  @DisplayName("H5: a function cannot use shared objects of its executor, and is told so")
  default void function_thatUsesItsObject_fails() {
    try (TaskExecutor executor = open(1)) {
      SharedLong number = executor.shared().atomicLong(7);

      assertThrows(IllegalStateException.class, () -> number.updateAndGet(old -> number.get()));
      failureOf(IllegalStateException.class, executor.submit(() -> number.updateAndGet(old -> number.get())));
      SharedLong another = executor.shared().atomicLong(1);
      assertThrows(IllegalStateException.class, () -> number.updateAndGet(old -> another.get()));
      assertEquals(8, number.incrementAndGet());
    }
  }

  @Test
  @DisplayName("H5: a list is reversed and sorted as one change")
  default void list_reversed_isOneChange() {
    try (TaskExecutor executor = open(1)) {
      SharedList<Integer> list = executor.shared().list();
      list.addAll(List.of(3, 1, 2));

      TaskFuture<Integer> reversed = executor.submit(() -> list.atomically(all -> {
        Collections.reverse(all);
        return all.size();
      }));

      assertEquals(3, valueOf(reversed));
      assertEquals(List.of(2, 1, 3), list);
      valueOf(executor.submit(() -> list.sort(null)));
      assertEquals(List.of(1, 2, 3), list);
    }
  }
}
