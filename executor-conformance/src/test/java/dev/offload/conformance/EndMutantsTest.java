package dev.offload.conformance;

import java.util.List;

/** Wrong ends, and what tasks are told wrongly. */
class EndMutantsTest extends MutantsTest {
  @Override
  List<Mutant> mutants() {
    return LifeMutants.ofTheEnd();
  }
}
