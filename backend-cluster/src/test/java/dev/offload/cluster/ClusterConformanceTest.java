package dev.offload.cluster;

import dev.offload.ExecutorConfig;
import dev.offload.conformance.CancelContract;
import dev.offload.conformance.ContractCoverage;
import dev.offload.conformance.ContractSubject;
import dev.offload.conformance.LifecycleContract;
import dev.offload.conformance.ListenerContract;
import dev.offload.conformance.MapContract;
import dev.offload.conformance.ResultContract;
import dev.offload.conformance.SharedContract;
import dev.offload.conformance.StateContract;
import dev.offload.conformance.SubmitContract;
import dev.offload.conformance.WaitContract;
import org.junit.jupiter.api.Nested;

/** The contract on two nodes that run tasks on threads, and a client, all in this JVM. */
class ClusterConformanceTest implements ContractCoverage {
  interface OnCluster extends ContractSubject {
    @Override
    default ExecutorConfig config() {
      return TwoNodes.ofThreads();
    }
  }

  @Nested class States implements StateContract, OnCluster {}

  @Nested class Submitting implements SubmitContract, OnCluster {}

  @Nested class Results implements ResultContract, OnCluster {}

  @Nested class Cancelling implements CancelContract, OnCluster {}

  @Nested class Listening implements ListenerContract, OnCluster {}

  @Nested class Waiting implements WaitContract, OnCluster {}

  @Nested class Mapping implements MapContract, OnCluster {}

  @Nested class LifeCycle implements LifecycleContract, OnCluster {}

  @Nested class Sharing implements SharedContract, OnCluster {}
}
