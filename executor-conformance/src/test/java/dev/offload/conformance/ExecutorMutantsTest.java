package dev.offload.conformance;

import java.util.List;

/** Wrong ways to submit. */
class ExecutorMutantsTest extends MutantsTest {
  @Override
  List<Mutant> mutants() {
    return ExecutorMutants.ofSubmitting();
  }
}
