package dev.offload.cluster;

import dev.offload.ExecutorConfig;
import dev.offload.conformance.CancelContract;
import dev.offload.conformance.ContractCoverage;
import dev.offload.conformance.ContractSubject;
import dev.offload.conformance.ListenerContract;
import dev.offload.conformance.MapContract;
import dev.offload.conformance.OnePerRule;
import dev.offload.conformance.ResultContract;
import dev.offload.conformance.StateContract;
import dev.offload.conformance.SubmitContract;
import dev.offload.conformance.WaitContract;
import java.util.List;
import org.junit.jupiter.api.Nested;

/** The contract on two nodes that run tasks on threads, and a client, all in this JVM. */
@OnePerRule
class ClusterConformanceTest implements ContractCoverage {
  interface OnCluster extends ContractSubject {
    @Override
    default ExecutorConfig config() {
      return TwoNodes.ofThreads();
    }
  }

  @Override
  public List<Class<?>> parts() {
    return List.of(ClusterLifeConformanceTest.class);
  }

  @Nested class States implements StateContract, OnCluster {}

  @Nested class Submitting implements SubmitContract, OnCluster {}

  @Nested class Results implements ResultContract, OnCluster {}

  @Nested class Cancelling implements CancelContract, OnCluster {}

  @Nested class Listening implements ListenerContract, OnCluster {}

  @Nested class Waiting implements WaitContract, OnCluster {}

  @Nested class Mapping implements MapContract, OnCluster {}
}
