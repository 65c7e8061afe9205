package dev.offload.threads;

import dev.offload.conformance.CancelContract;
import dev.offload.conformance.MapContract;
import dev.offload.conformance.PartOf;
import dev.offload.threads.ThreadsConformanceTest.OnThreads;
import org.junit.jupiter.api.Nested;

/** The contract on threads: maps and cancellation. */
@PartOf(ThreadsConformanceTest.class)
class ThreadsMapConformanceTest {
  @Nested class Mapping implements MapContract, OnThreads {}

  @Nested class Cancelling implements CancelContract, OnThreads {}
}
