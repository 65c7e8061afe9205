package dev.offload.conformance;

import static dev.offload.conformance.Outcomes.valueOf;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.offload.Capability;
import dev.offload.TaskExecutor;
import dev.offload.shared.SharedList;
import dev.offload.shared.SharedLong;
import dev.offload.shared.SharedObjects;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Which object is meant: rules H1 and H4. */
public interface SharedIdentityContract extends ContractSubject {
  @Test
  @Tag(OnePerRule.TAG)
  @DisplayName("H1: an object that a task captures is the same in the program and in every worker")
  default void object_captured_isTheSameEverywhere() {
    try (TaskExecutor executor = open(2)) {
      SharedLong number = executor.shared().atomicLong(1);

      valueOf(executor.submit(() -> number.addAndGet(10)));
      number.addAndGet(100);

      assertEquals(111, valueOf(executor.submit(number::get)));
      assertEquals(111, number.get());
    }
  }

  @Test
  @DisplayName("H1: an object can be an argument and a result, and lie in another one")
  default void object_passedOn_isTheSameEverywhere() {
    try (TaskExecutor executor = open(2)) {
      SharedObjects shared = executor.shared();
      SharedList<String> list = shared.list();
      BlockingQueue<SharedList<String>> queue = shared.queue();

      SharedList<String> returned = valueOf(executor.submit(it -> {
        it.add("by a task");
        return it;
      }, list));
      valueOf(executor.submit(() -> {
        queue.add(list);
      }));
      valueOf(executor.submit(() -> queue.remove().add("through a queue")));

      assertEquals(List.of("by a task", "through a queue"), returned);
      assertEquals(List.of("by a task", "through a queue"), list);
    }
  }

  @Test
  @DisplayName("H1: a worker can make objects too, with the factory it was given")
  default void object_madeByATask_isTheSameEverywhere() {
    try (TaskExecutor executor = open(2)) {
      SharedObjects shared = executor.shared();

      Map<String, Integer> map = valueOf(executor.submit(() -> {
        Map<String, Integer> made = shared.map();
        made.put("one", 1);
        return made;
      }));

      assertEquals(1, valueOf(executor.submit(() -> map.get("one"))));
      assertEquals(Map.of("one", 1), map);
    }
  }

  @Test
  @DisplayName("H1: what goes in is copied where the backend isolates")
  default void element_ofAnIsolatingBackend_isACopy() {
    try (TaskExecutor executor = openCopying(1)) {
      List<String> mine = new ArrayList<>(List.of("before"));
      BlockingQueue<List<String>> queue = executor.shared().queue();

      queue.add(mine);
      mine.set(0, "after");

      assertEquals(List.of("before"), queue.peek());
      queue.element().set(0, "changed outside");
      assertEquals(List.of("before"), valueOf(executor.submit(() -> queue.remove())));
    }
  }

  @Test
  @DisplayName("H1: what goes in is as good as it was where the backend shares")
  default void element_ofASharingBackend_isItself() {
    requiresNo(Capability.ISOLATES);
    try (TaskExecutor executor = open(1)) {
      List<String> mine = new ArrayList<>(List.of("before"));
      BlockingQueue<List<String>> queue = executor.shared().queue();

      valueOf(executor.submit(() -> queue.add(mine)));

      assertTrue(queue.remove() == mine);
    }
  }

  @Test
  @DisplayName("H1: objects of any class lie in shared ones, with keys that are equal when their objects are")
  default void elements_ofAnyClass_keepTheirIdentity() {
    try (TaskExecutor executor = open(1)) {
      Map<Surname, List<Surname>> families = executor.shared().map();
      Set<Surname> names = executor.shared().set();

      valueOf(executor.submit(() -> {
        families.put(new Surname("Sato"), List.of(new Surname("Ito")));
        return names.add(new Surname("Kato"));
      }));

      assertEquals(List.of(new Surname("Ito")), families.get(new Surname("Sato")));
      assertTrue(names.contains(new Surname("Kato")));
      assertFalse(names.add(new Surname("Kato")));
      assertFalse(valueOf(executor.submit(() -> names.add(new Surname("Kato")))));
    }
  }

  /** A class that is no one's but this suite's. */
  record Surname(String text) {}

  @Test
  @Tag(OnePerRule.TAG)
  @DisplayName("H4: the same name is the same object, for whoever asks")
  default void name_givenTwice_isTheSameObject() {
    try (TaskExecutor executor = open(2)) {
      SharedObjects shared = executor.shared();

      valueOf(executor.submit(() -> shared.named("hits").atomicLong(5).addAndGet(1)));
      valueOf(executor.submit(() -> shared.named("hits").atomicLong(5).addAndGet(1)));

      assertEquals(7, shared.named("hits").atomicLong(0).get());
      assertEquals(0, shared.named("misses").atomicLong(0).get());
      assertEquals(0, shared.atomicLong(0).get());
    }
  }

  @Test
  @DisplayName("H4: a name of an object of another kind is refused")
  default void name_ofAnotherKind_isRefused() {
    try (TaskExecutor executor = open(1)) {
      SharedObjects shared = executor.shared();
      shared.named("twice").event();

      IllegalArgumentException here = assertThrows(IllegalArgumentException.class, () -> shared.named("twice").latch(1));
      IllegalArgumentException there = Outcomes.failureOf(IllegalArgumentException.class,
          executor.submit(() -> shared.named("twice").latch(1)));

      Outcomes.assertMentions(here.getMessage(), "\"twice\"");
      assertEquals(here.getMessage(), there.getMessage());
    }
  }

  @Test
  @DisplayName("H4: names of two executors have nothing to do with each other")
  default void names_ofTwoExecutors_areTwoObjects() {
    try (TaskExecutor one = open(1); TaskExecutor other = open(1)) {
      SharedLong ofOne = one.shared().named("n").atomicLong(1);
      SharedLong ofOther = other.shared().named("n").atomicLong(2);

      assertNotEquals(ofOne, ofOther);
      assertEquals(1, valueOf(one.submit(ofOne::get)));
      assertEquals(2, valueOf(other.submit(ofOther::get)));
    }
  }
}
