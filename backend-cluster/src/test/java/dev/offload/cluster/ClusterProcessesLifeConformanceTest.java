package dev.offload.cluster;

import dev.offload.cluster.ClusterProcessesConformanceTest.OnNodesWithChildren;
import dev.offload.conformance.LifecycleContract;
import dev.offload.conformance.PartOf;
import org.junit.jupiter.api.Nested;

/** Life cycle on nodes whose tasks run in child JVMs. */
@PartOf(ClusterProcessesConformanceTest.class)
class ClusterProcessesLifeConformanceTest {
  @Nested class LifeCycle implements LifecycleContract, OnNodesWithChildren {}
}
