package dev.offload.conformance;

import java.util.List;

/** Wrong futures. */
class FutureMutantsTest extends MutantsTest {
  @Override
  List<Mutant> mutants() {
    return Mutants.ofFutures();
  }
}
