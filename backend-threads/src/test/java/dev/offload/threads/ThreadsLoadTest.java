package dev.offload.threads;

import dev.offload.conformance.LeakContract;
import dev.offload.conformance.PressureContract;
import dev.offload.threads.ThreadsConformanceTest.OnThreads;
import org.junit.jupiter.api.Nested;

/** Threads in numbers and under pressure. */
class ThreadsLoadTest {
  @Nested class Leaks implements LeakContract, OnThreads {}

  @Nested class Pressure implements PressureContract, OnThreads {}
}
