package dev.offload.processes;

import dev.offload.conformance.CancelContract;
import dev.offload.conformance.MapContract;
import dev.offload.conformance.PartOf;
import dev.offload.processes.ProcessesConformanceTest.OnProcesses;
import org.junit.jupiter.api.Nested;

/** The contract in child JVMs: maps and cancellation. */
@PartOf(ProcessesConformanceTest.class)
class ProcessesMapConformanceTest {
  @Nested class Mapping implements MapContract, OnProcesses {}

  @Nested class Cancelling implements CancelContract, OnProcesses {}
}
