package dev.offload.cluster;

import dev.offload.cluster.ClusterConformanceTest.OnCluster;
import dev.offload.conformance.LifecycleContract;
import dev.offload.conformance.PartOf;
import dev.offload.conformance.SharedContract;
import org.junit.jupiter.api.Nested;

/** The contract on two nodes in this JVM: life cycle and shared objects. */
@PartOf(ClusterConformanceTest.class)
class ClusterLifeConformanceTest {
  @Nested class LifeCycle implements LifecycleContract, OnCluster {}

  @Nested class Sharing implements SharedContract, OnCluster {}
}
