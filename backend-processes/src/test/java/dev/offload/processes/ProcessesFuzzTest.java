package dev.offload.processes;

import dev.offload.conformance.KillFuzzContract;
import dev.offload.conformance.SharedKillFuzzContract;
import dev.offload.processes.ProcessesConformanceTest.OnProcesses;

/** Child JVMs killed at random. */
class ProcessesFuzzTest implements KillFuzzContract, SharedKillFuzzContract, OnProcesses {}
