package dev.offload.conformance;

import static dev.offload.conformance.Outcomes.valueOf;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.offload.TaskExecutor;
import dev.offload.shared.Namespace;
import dev.offload.shared.SharedMap;
import dev.offload.shared.Value;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.ConcurrentModificationException;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.concurrent.ConcurrentMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Lists, maps, sets, namespaces and values: rule H7. */
public interface SharedCollectionContract extends ContractSubject {
  @Test
  @DisplayName("H7: a list does what java.util.List says")
  default void list_keepsToItsInterface() {
    try (TaskExecutor executor = open(1)) {
      List<String> list = executor.shared().list();

      valueOf(executor.submit(() -> {
        SharedCollectionContract.usesListAsTheJdkSays(list);
      }));
      usesListAsTheJdkSays(list);
    }
  }

  private static void usesListAsTheJdkSays(List<String> list) {
    list.add("b");
    list.add(0, "a");
    list.addAll(Arrays.asList(null, "d"));
    list.addAll(2, List.of("c"));
    assertEquals(Arrays.asList("a", "b", "c", null, "d"), new ArrayList<>(list));
    assertEquals("b", list.set(1, "B"));
    assertEquals("B", list.get(1));
    assertEquals(3, list.indexOf(null));
    assertEquals(-1, list.lastIndexOf("z"));
    assertTrue(list.contains("d"));
    assertThrows(IndexOutOfBoundsException.class, () -> list.get(5));
    assertThrows(IndexOutOfBoundsException.class, () -> list.add(-1, "z"));
    assertEquals("a", list.remove(0));
    assertTrue(list.remove(null));
    assertFalse(list.remove("z"));
    assertEquals(List.of("B", "c"), list.subList(0, 2));
    assertEquals(List.of("B", "c", "d").hashCode(), list.hashCode());
    assertTrue(list.removeIf("c"::equals));
    assertFalse(list.retainAll(List.of("B", "d")));
    list.replaceAll(String::toUpperCase);
    list.addAll(List.of("A", "D", "D"));
    removesByPlace(list);
    assertEquals("[D]", list.toString());
    list.clear();
    assertEquals(0, list.size());
  }

  private static void removesByPlace(List<String> list) {
    Iterator<String> iterator = list.iterator();
    iterator.next();
    iterator.remove();
    iterator.next();
    iterator.next();
    iterator.next();
    iterator.remove();
    assertEquals(List.of("D", "A", "D"), list, "each takes out the element at its place, and not an equal one");
    iterator = list.iterator();
    iterator.next();
    list.add("E");
    assertThrows(ConcurrentModificationException.class, iterator::remove);
    assertEquals(List.of("D", "A", "D", "E"), list.stream().toList());
    list.subList(1, 4).clear();
    assertEquals(List.of("D"), list);
  }

  @Test
  @DisplayName("H7: a map does what java.util.concurrent.ConcurrentMap says")
  default void map_keepsToItsInterface() {
    try (TaskExecutor executor = open(1)) {
      SharedMap<String, Integer> map = executor.shared().map();

      valueOf(executor.submit(() -> {
        SharedCollectionContract.usesMapAsTheJdkSays(map);
      }));
      usesMapAsTheJdkSays(map);
    }
  }

  private static void usesMapAsTheJdkSays(ConcurrentMap<String, Integer> map) {
    assertNull(map.put("a", 1));
    assertEquals(1, map.put("a", 2));
    assertEquals(2, map.putIfAbsent("a", 3));
    assertNull(map.putIfAbsent("b", 3));
    assertNull(map.replace("z", 1));
    assertEquals(3, map.replace("b", 4));
    assertTrue(map.replace("b", 4, 5));
    assertFalse(map.replace("b", 4, 6));
    assertEquals(9, map.getOrDefault("z", 9));
    assertTrue(map.containsKey("a") && map.containsValue(5) && !map.containsKey("z"));
    assertEquals(Map.of("a", 2, "b", 5), map);
    assertEquals(List.of("a", "b"), List.copyOf(map.keySet()), "in the order in which they were put");
    assertEquals(7, map.computeIfAbsent("c", key -> 7));
    assertEquals(7, map.computeIfAbsent("c", key -> 8));
    assertEquals(14, map.computeIfPresent("c", (key, old) -> old * 2));
    assertNull(map.computeIfPresent("z", (key, old) -> old * 2));
    assertNull(map.compute("c", (key, old) -> null));
    assertNull(map.merge("b", 1, (old, more) -> null));
    map.replaceAll((key, old) -> old + 1);
    map.entrySet().iterator().next().setValue(40);
    assertEquals(Map.of("a", 40), map);
    assertFalse(map.remove("a", 41));
    assertTrue(map.remove("a", 40));
    assertNull(map.remove("a"));
    map.putAll(Map.of("x", 1, "y", 2));
    assertEquals(3, map.values().stream().mapToInt(value -> value).sum());
    assertEquals(Set.of("x", "y"), map.keySet().parallelStream().collect(Collectors.toSet()));
    assertEquals(Map.copyOf(map).entrySet(), map.entrySet().stream().collect(Collectors.toSet()));
    assertTrue(map.keySet().remove("x"));
    assertTrue(map.values().removeIf(value -> value == 2));
    assertThrows(NullPointerException.class, () -> map.put(null, 1));
    assertThrows(NullPointerException.class, () -> map.put("a", null));
    assertThrows(NullPointerException.class, () -> map.get(null));
    map.put("a", 1);
    map.clear();
    assertTrue(map.isEmpty());
  }

  @Test
  @DisplayName("H7: a set does what java.util.Set says")
  default void set_keepsToItsInterface() {
    try (TaskExecutor executor = open(1)) {
      Set<String> set = executor.shared().set();

      valueOf(executor.submit(() -> {
        SharedCollectionContract.usesSetAsTheJdkSays(set);
      }));
      usesSetAsTheJdkSays(set);
    }
  }

  private static void usesSetAsTheJdkSays(Set<String> set) {
    assertTrue(set.add("a"));
    assertFalse(set.add("a"));
    assertTrue(set.addAll(List.of("b", "c")));
    assertEquals(Set.of("a", "b", "c"), set);
    assertEquals(List.of("a", "b", "c"), set.stream().toList());
    assertTrue(set.contains("b") && !set.contains("z") && !set.contains(null));
    assertTrue(set.remove("a"));
    assertFalse(set.remove("a"));
    assertTrue(set.removeIf("b"::equals));
    assertTrue(set.retainAll(List.of()));
    assertThrows(NullPointerException.class, () -> set.add(null));
    set.add("d");
    set.clear();
    assertEquals(0, set.size());
  }

  @Test
  @DisplayName("H7: a namespace has values by name, null among them")
  default void namespace_hasValuesByName() {
    try (TaskExecutor executor = open(1)) {
      Namespace names = executor.shared().namespace();

      valueOf(executor.submit(() -> {
        names.set("b", 1);
        names.set("a", null);
      }));

      assertEquals(Set.of("a", "b"), names.names());
      assertEquals(List.of("a", "b"), List.copyOf(names.names()));
      assertNull(names.get("a"));
      assertEquals(2, names.<Integer>update("b", old -> old + 1));
      assertTrue(names.remove("a"));
      assertFalse(names.remove("a"));
      Outcomes.assertMentions(assertThrows(NoSuchElementException.class, () -> names.get("a")).getMessage(), "\"a\"");
      assertThrows(NoSuchElementException.class, () -> names.update("a", old -> old));
    }
  }

  @Test
  @DisplayName("H7: a value is what was set last")
  default void value_isWhatWasSetLast() {
    try (TaskExecutor executor = open(1)) {
      Value<List<Integer>> value = executor.shared().value(List.of(1));

      assertTrue(valueOf(executor.submit(() -> value.compareAndSet(List.of(1), List.of(2)))));
      assertFalse(value.compareAndSet(List.of(1), List.of(3)));
      assertEquals(List.of(2), value.get());
      value.set(null);
      assertTrue(valueOf(executor.submit(() -> value.get() == null)));
    }
  }
}
