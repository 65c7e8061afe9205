package dev.offload.processes;

import dev.offload.conformance.LifecycleContract;
import dev.offload.conformance.PartOf;
import dev.offload.processes.ProcessesConformanceTest.OnProcesses;
import org.junit.jupiter.api.Nested;

/** The contract in child JVMs: life cycle. */
@PartOf(ProcessesConformanceTest.class)
class ProcessesLifeConformanceTest {
  @Nested class LifeCycle implements LifecycleContract, OnProcesses {}
}
