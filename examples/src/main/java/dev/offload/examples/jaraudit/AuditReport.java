package dev.offload.examples.jaraudit;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What an audit found.
 *
 * @param release the Java release that is to load the jars
 * @param jars every jar, in order of paths
 * @param conflicts classes with different bytes in different jars, most classes first
 */
record AuditReport(int release, List<JarFacts> jars, List<Conflict> conflicts) {
  /** Puts the facts together, whatever order they come in. */
  static AuditReport of(int release, Collection<JarFacts> facts) {
    List<JarFacts> jars = facts.stream().sorted(Comparator.comparing(JarFacts::path)).toList();
    return new AuditReport(release, jars, ConflictFinder.find(jars));
  }

  /** The jars with a class that the release would load and cannot. */
  List<JarFacts> tooNew() {
    return jars.stream().filter(jar -> jar.isTooNewFor(release)).toList();
  }

  /** The jars that something is wrong with. */
  List<JarFacts> withProblem() {
    return jars.stream().filter(jar -> jar.problem() != null).toList();
  }

  /** How many jars have their newest class file of which release; jars without a class are left out. */
  SortedMap<Integer, Integer> jarsByNewestRelease() {
    SortedMap<Integer, Integer> counts = new TreeMap<>();
    for (JarFacts jar : jars) {
      if (jar.contents() != null && jar.contents().newestRelease() > 0) {
        counts.merge(jar.contents().newestRelease(), 1, Integer::sum);
      }
    }
    return counts;
  }

  Totals totals() {
    return Totals.of(this);
  }
}
