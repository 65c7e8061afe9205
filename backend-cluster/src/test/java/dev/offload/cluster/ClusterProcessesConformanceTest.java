package dev.offload.cluster;

import dev.offload.ExecutorConfig;
import dev.offload.conformance.BriefCoverage;
import dev.offload.conformance.CancelContract;
import dev.offload.conformance.ContractSubject;
import dev.offload.conformance.OnePerRule;
import dev.offload.conformance.ResultContract;
import dev.offload.conformance.SharedContract;
import java.util.List;
import org.junit.jupiter.api.Nested;

/** Those parts of the contract that say more of workers that can be ended, on nodes whose tasks run in child JVMs. */
@OnePerRule
class ClusterProcessesConformanceTest implements BriefCoverage {
  @Override
  public List<Class<?>> parts() {
    return List.of(ClusterProcessesLifeConformanceTest.class);
  }

  interface OnNodesWithChildren extends ContractSubject {
    @Override
    default ExecutorConfig config() {
      return RingOfTwo.ofProcesses();
    }

    @Override
    default ExecutorConfig smallHeapConfig() {
      return config().withOption("processes.heapMb", "32");
    }
  }

  @Nested class Results implements ResultContract, OnNodesWithChildren {}

  @Nested class Cancelling implements CancelContract, OnNodesWithChildren {}

  @Nested class Sharing implements SharedContract, OnNodesWithChildren {}
}
