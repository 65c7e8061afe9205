package dev.offload.conformance;

import java.util.List;

/** Wrong ways to map. */
class MapMutantsTest extends MutantsTest {
  @Override
  List<Mutant> mutants() {
    return ExecutorMutants.ofMaps();
  }
}
