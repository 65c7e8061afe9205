package dev.offload.examples.jaraudit;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Finds classes that several jars have with different bytes. */
final class ConflictFinder {
  /** Largest first; no two conflicts have a class in common. */
  private static final Comparator<Conflict> ORDER = Comparator
      .<Conflict>comparingInt(conflict -> -conflict.classes().size())
      .thenComparing(conflict -> conflict.classes().get(0));

  private record Occurrence(String jar, ClassHash hash) {}

  private final Map<String, List<Occurrence>> occurrences = new HashMap<>();

  private ConflictFinder() {}

  /** The conflicts among the jars, which come in order of their paths. */
  static List<Conflict> find(Collection<JarFacts> jars) {
    ConflictFinder finder = new ConflictFinder();
    jars.forEach(finder::add);
    return finder.conflicts();
  }

  private void add(JarFacts jar) {
    if (jar.contents() != null) {
      jar.contents().loaded().forEach((name, hash) ->
          occurrences.computeIfAbsent(name, first -> new ArrayList<>(1)).add(new Occurrence(jar.path(), hash)));
    }
  }

  private List<Conflict> conflicts() {
    Map<List<List<String>>, List<String>> classesByVariants = new LinkedHashMap<>();
    new TreeMap<>(occurrences).forEach((name, found) -> {
      List<List<String>> variants = variants(found);
      if (variants.size() > 1) {
        classesByVariants.computeIfAbsent(variants, first -> new ArrayList<>()).add(name);
      }
    });
    return classesByVariants.entrySet().stream()
        .map(entry -> new Conflict(entry.getKey(), entry.getValue()))
        .sorted(ORDER)
        .toList();
  }

  private static List<List<String>> variants(List<Occurrence> found) {
    Map<ClassHash, List<String>> jarsByHash = new LinkedHashMap<>();
    found.forEach(one -> jarsByHash.computeIfAbsent(one.hash(), first -> new ArrayList<>(1)).add(one.jar()));
    return List.copyOf(jarsByHash.values());
  }
}
