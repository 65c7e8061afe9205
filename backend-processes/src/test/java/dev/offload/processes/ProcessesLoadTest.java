package dev.offload.processes;

import dev.offload.conformance.HeapPressureContract;
import dev.offload.processes.ProcessesConformanceTest.OnProcesses;
import org.junit.jupiter.api.Nested;

/** Child JVMs in numbers and under pressure. */
class ProcessesLoadTest {
  @Nested class HeapPressure implements HeapPressureContract, OnProcesses {}
}
