package dev.offload.processes;

import dev.offload.conformance.PartOf;
import dev.offload.conformance.SharedContract;
import dev.offload.processes.ProcessesConformanceTest.OnProcesses;
import org.junit.jupiter.api.Nested;

/** The contract in child JVMs: shared objects. */
@PartOf(ProcessesConformanceTest.class)
class ProcessesSharedConformanceTest {
  @Nested class Sharing implements SharedContract, OnProcesses {}
}
