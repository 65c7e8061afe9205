package dev.offload.processes;

import dev.offload.ExecutorConfig;
import dev.offload.conformance.ContractCoverage;
import dev.offload.conformance.ContractSubject;
import dev.offload.conformance.ListenerContract;
import dev.offload.conformance.ResultContract;
import dev.offload.conformance.StateContract;
import dev.offload.conformance.SubmitContract;
import dev.offload.conformance.WaitContract;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Nested;

/** The contract in child JVMs. */
class ProcessesConformanceTest implements ContractCoverage {
  interface OnProcesses extends ContractSubject {
    @Override
    default ExecutorConfig config() {
      return ExecutorConfig.defaults().withBackend(ProcessesProvider.NAME).withOption("processes.heapMb", "256");
    }

    @Override
    default ExecutorConfig smallHeapConfig() {
      return config().withOption("processes.heapMb", "32");
    }

    @Override
    default Optional<ExecutorConfig> brokenConfig() {
      return Optional.of(config().withOption("processes.java", "/nowhere/java"));
    }
  }

  @Override
  public List<Class<?>> parts() {
    return List.of(ProcessesLifeConformanceTest.class, ProcessesMapConformanceTest.class, ProcessesSharedConformanceTest.class);
  }

  @Nested class States implements StateContract, OnProcesses {}

  @Nested class Submitting implements SubmitContract, OnProcesses {}

  @Nested class Results implements ResultContract, OnProcesses {}

  @Nested class Listening implements ListenerContract, OnProcesses {}

  @Nested class Waiting implements WaitContract, OnProcesses {}
}
