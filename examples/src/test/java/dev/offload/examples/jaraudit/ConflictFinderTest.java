package dev.offload.examples.jaraudit;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class ConflictFinderTest {
  private static final ClassHash ONE = new ClassHash(1, 1);
  private static final ClassHash TWO = new ClassHash(1, 2);

  @Test
  void sameBytesEverywhere_isNoConflict() {
    assertEquals(List.of(), ConflictFinder.find(List.of(jar("a", Map.of("p.X", ONE)), jar("b", Map.of("p.X", ONE)))));
  }

  @Test
  void classesThatDifferInTheSameWay_areOneConflict() {
    List<Conflict> conflicts = ConflictFinder.find(List.of(
        jar("a", Map.of("p.X", ONE, "p.Y", ONE, "p.Z", ONE)),
        jar("b", Map.of("p.X", TWO, "p.Y", TWO, "p.Z", ONE)),
        jar("c", Map.of("p.X", ONE, "p.Y", ONE))));

    assertEquals(List.of(new Conflict(List.of(List.of("a", "c"), List.of("b")), List.of("p.X", "p.Y"))), conflicts);
  }

  @Test
  void largerConflicts_comeFirst_thenByTheFirstClass() {
    List<Conflict> conflicts = ConflictFinder.find(List.of(
        jar("a", Map.of("p.B", ONE, "p.C", ONE, "p.D", ONE)),
        jar("b", Map.of("p.A", ONE, "p.C", TWO, "p.D", TWO)),
        jar("c", Map.of("p.A", TWO, "p.B", TWO))));

    assertEquals(List.of(List.of("p.C", "p.D"), List.of("p.A"), List.of("p.B")), conflicts.stream().map(Conflict::classes).toList());
  }

  @Test
  void jarWithoutContents_conflictsWithNothing() {
    assertEquals(List.of(), ConflictFinder.find(List.of(JarFacts.unreadable("a", "gone"), jar("b", Map.of("p.X", ONE)))));
  }

  private static JarFacts jar(String path, Map<String, ClassHash> classes) {
    ClassHashes hashes = ClassHashes.of(new TreeMap<>(classes));
    ModuleName unnamed = new ModuleName(null, ModuleName.Kind.NONE);
    return new JarFacts(path, null, new JarContents(classes.size(), 8, 8, false, false, unnamed, hashes), null);
  }
}
