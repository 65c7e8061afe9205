package dev.offload.threads;

import dev.offload.conformance.LifecycleContract;
import dev.offload.conformance.PartOf;
import dev.offload.conformance.SharedContract;
import dev.offload.threads.ThreadsConformanceTest.OnThreads;
import org.junit.jupiter.api.Nested;

/** The contract on threads: life cycle and shared objects. */
@PartOf(ThreadsConformanceTest.class)
class ThreadsLifeConformanceTest {
  @Nested class LifeCycle implements LifecycleContract, OnThreads {}

  @Nested class Sharing implements SharedContract, OnThreads {}
}
