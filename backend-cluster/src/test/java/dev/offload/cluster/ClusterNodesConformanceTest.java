package dev.offload.cluster;

import dev.offload.ExecutorConfig;
import dev.offload.conformance.BriefCoverage;
import dev.offload.conformance.ContractSubject;
import dev.offload.conformance.MapContract;
import dev.offload.conformance.OnePerRule;
import dev.offload.conformance.SharedContract;
import dev.offload.conformance.SubmitContract;
import org.junit.jupiter.api.Nested;

/** Those parts of the contract for which it matters that nodes are other JVMs than the program's. */
@OnePerRule
class ClusterNodesConformanceTest implements BriefCoverage {
  interface OnNodes extends ContractSubject {
    @Override
    default ExecutorConfig config() {
      return RingOfTwo.ofThreads();
    }
  }

  @Nested class Submitting implements SubmitContract, OnNodes {}

  @Nested class Mapping implements MapContract, OnNodes {}

  @Nested class Sharing implements SharedContract, OnNodes {}
}
