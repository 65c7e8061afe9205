package dev.offload.conformance;

import java.util.List;

/** Wrong numbers of workers, and wrong beginnings. */
class LifeMutantsTest extends MutantsTest {
  @Override
  List<Mutant> mutants() {
    return LifeMutants.ofWorkers();
  }
}
