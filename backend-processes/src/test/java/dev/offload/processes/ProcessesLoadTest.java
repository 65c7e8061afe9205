package dev.offload.processes;

import dev.offload.conformance.HeapPressureContract;
import dev.offload.conformance.LeakContract;
import dev.offload.conformance.PressureContract;
import dev.offload.processes.ProcessesConformanceTest.OnProcesses;
import org.junit.jupiter.api.Nested;

/** Child JVMs in numbers and under pressure. */
class ProcessesLoadTest {
  @Nested class Leaks implements LeakContract, OnProcesses {}

  @Nested class Pressure implements PressureContract, OnProcesses {}

  @Nested class HeapPressure implements HeapPressureContract, OnProcesses {}
}
