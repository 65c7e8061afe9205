package dev.offload.conformance;

import java.util.List;

/** Wrong shared objects. */
class SharedMutantsTest extends MutantsTest {
  @Override
  List<Mutant> mutants() {
    return SharedMutants.all();
  }
}
