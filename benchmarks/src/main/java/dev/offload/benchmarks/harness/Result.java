package dev.offload.benchmarks.harness;

import java.util.Optional;

/**
 * What one contestant reached in a bar.
 *
 * @param contestant who
 * @param samples one value for each repetition; empty if it did not run
 * @param notRun why it did not run
 * @param broken whether it should have run but failed
 */
public record Result(Contestant contestant, Optional<Samples> samples, Optional<String> notRun, boolean broken) {}
